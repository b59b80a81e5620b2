"""Trying one's equipment before a session, and a call with the technical host for those who need a hand."""
