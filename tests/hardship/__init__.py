"""Bad input and faults, by hand: each drill prints its progress, a table to read, and one line of JSON."""
