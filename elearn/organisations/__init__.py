"""Municipalities, health trusts, user organisations and their partnerships."""
