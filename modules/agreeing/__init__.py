"""Agreeing on a module: review, comments, both sign-offs, publishing, and no longer offering it."""
