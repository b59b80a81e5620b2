# What `.venv/bin/flask` loads; without it Flask would import wsgi.py and replace threads and sockets.
FLASK_APP=elearn.app
