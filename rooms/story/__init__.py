"""The session log told as a story: pure functions from entries to what a page shows."""
