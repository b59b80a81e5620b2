"""People, roles, sign-in and personal links."""
