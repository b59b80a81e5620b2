"""Captions: what is said, written for those who need it. Sound and words pass through and are not kept."""
