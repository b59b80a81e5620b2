"""Start page, signing in and out, personal links, my own data."""

from elearn.accounts.views import devices, kept, my_own, password, personal_link, sign_in, start
from elearn.accounts.views.blueprint import blueprint

__all__ = ["blueprint", "devices", "kept", "my_own", "password", "personal_link", "sign_in", "start"]
