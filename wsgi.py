"""The server. Monkey-patching comes first: everything imported afterwards then waits without blocking."""

import os
import sys
import warnings

# Eventlet announces its maintenance mode whenever it is imported.
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402

eventlet.monkey_patch()
os.environ["ELEARN_GREEN"] = "1"
# Without this psycopg blocks the whole process while it waits for PostgreSQL.
os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")

from elearn.app import create_app  # noqa: E402

app = create_app(EVENTLET=True)

if __name__ == "__main__":
    from elearn.cli import run_prepare
    from elearn.server import listen, serve

    listener = listen()
    if "--prepare" in sys.argv:
        run_prepare(app)
    serve(app, listener)
