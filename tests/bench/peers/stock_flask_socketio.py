"""Flask-SocketIO on eventlet as its documentation shows it: stock_flask_socketio.py PORT DATABASE."""

from __future__ import annotations

import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import sys  # noqa: E402
import time  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask, session  # noqa: E402
from flask_socketio import SocketIO, emit, join_room  # noqa: E402
from sqlalchemy import UniqueConstraint, create_engine, event  # noqa: E402
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column  # noqa: E402

Answer = dict[str, Any]


class Model(DeclarativeBase):
    """What the tables share."""


class Message(Model):
    """One message, numbered in its room."""

    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("room", "seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room: Mapped[str]
    seq: Mapped[int]
    at: Mapped[int]
    text: Mapped[str]


port, database = int(sys.argv[1]), sys.argv[2]
engine = create_engine(f"sqlite:///{database}")
app = Flask(__name__)
app.secret_key = "bench"
socketio = SocketIO(app, async_mode="eventlet")
numbers: dict[str, int] = {}


@event.listens_for(engine, "connect")
def durable(connection: Any, _record: object) -> None:
    """The same promise as ours: a lost power supply loses nothing."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@socketio.on("connect")
def connected(auth: Answer) -> None:
    session["room"] = auth["room"]


@socketio.on("join")
def join(_data: Answer) -> Answer:
    join_room(session["room"])
    return {"ok": True}


@socketio.on("chat")
def chat(text: str) -> Answer:
    """Stored by the ORM, each in a transaction of its own, and only then told."""
    room = session["room"]
    seq = numbers[room] = numbers.get(room, 0) + 1
    at = time.time_ns() // 1_000_000
    with Session(engine) as database_session:
        database_session.add(Message(room=room, seq=seq, at=at, text=text))
        database_session.commit()
    message = {"id": seq, "room": room, "by": "df801723f0b83f2c", "at": at, "text": text}
    emit("chat", message, to=room)
    return {"ok": True, "seq": seq}


Model.metadata.create_all(engine)
socketio.run(app, host="127.0.0.1", port=port)
