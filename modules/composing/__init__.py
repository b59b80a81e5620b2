"""What a course is made of: parts from modules, in which order, and when they open; clones; certificates."""
