"""What a grown installation needs, as private servers: on free ports, in temporary folders, gone after."""
