"""The demonstration: fictional people, one-click roles, a living evening."""
