"""The grown installation on one machine: PostgreSQL, Redis, nginx and several processes of wsgi.py."""
