"""Voice and picture in a room: passing signals only. Nothing of what is said or seen is kept anywhere."""
