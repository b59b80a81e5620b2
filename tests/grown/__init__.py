"""The grown installation on one machine: everything it needs, and several processes of wsgi.py."""
