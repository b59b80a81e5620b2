"""PostgreSQL and Redis as private servers: on free ports, in temporary folders, gone after the tests."""
