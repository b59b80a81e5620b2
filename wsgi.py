"""The server. Monkey-patching comes first: everything imported afterwards then waits without blocking."""

import os

import eventlet

eventlet.monkey_patch()
os.environ["ELEARN_GREEN"] = "1"
# Without this psycopg blocks the whole process while it waits for PostgreSQL.
os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")

from elearn.app import create_app  # noqa: E402

app = create_app(EVENTLET=True)

if __name__ == "__main__":
    from elearn.server import serve

    serve(app)
