"""Live virtual rooms: a pure core, a log, and thin doors to both."""
