"""The side-by-side benchmark: our server beside Node's socket.io and stock Flask-SocketIO, in one run."""
