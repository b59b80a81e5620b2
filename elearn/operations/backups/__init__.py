"""Backup and restore: one command each, whichever database it is."""
