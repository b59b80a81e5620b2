// Node's socket.io as it comes: node_socketio.mjs PORT [DATABASE]. With a database every message is committed
// (SQLite, synchronous=FULL, grouped) before anyone sees it; without one nothing is stored.
import { createServer } from "node:http";
import { Server } from "socket.io";

const [port, database] = process.argv.slice(2);
const http = createServer((_request, response) => response.end("ok"));
const io = new Server(http);
const numbers = new Map();

/** Number a message in its room. */
function numbered(room, text) {
  const id = (numbers.get(room) ?? 0) + 1;
  numbers.set(room, id);
  return { id, room, by: "df801723f0b83f2c", at: Date.now(), text };
}

function publish(message, acknowledge) {
  io.to(message.room).emit("chat", message);
  acknowledge({ ok: true, seq: message.id });
}

/** Commits what came while the last commit ran, all in one transaction, then publishes it. */
async function grouped(path, whenCommitted) {
  const { default: Database } = await import("better-sqlite3");
  const db = new Database(path);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.exec(`CREATE TABLE message (id INTEGER PRIMARY KEY, room TEXT NOT NULL, seq INTEGER NOT NULL,
    at INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (room, seq))`);
  const insert = db.prepare("INSERT INTO message (room, seq, at, text) VALUES (?, ?, ?, ?)");
  const commit = db.transaction((waiting) => {
    for (const [{ room, id, at, text }] of waiting) insert.run(room, id, at, text);
  });
  let waiting = [];
  return (message, acknowledge) => {
    waiting.push([message, acknowledge]);
    if (waiting.length > 1) return;
    setImmediate(() => {
      const group = waiting;
      waiting = [];
      commit(group);
      for (const [committed, answer] of group) whenCommitted(committed, answer);
    });
  };
}

const take = database ? await grouped(database, publish) : publish;

io.on("connection", (socket) => {
  const { room } = socket.handshake.auth;
  socket.on("join", (_data, acknowledge) => {
    socket.join(room);
    acknowledge({ ok: true });
  });
  socket.on("chat", (text, acknowledge) => take(numbered(room, text), acknowledge));
});

// Ours listens with a long queue, too: else the storm measures the kernel's repeats.
http.listen({ host: "127.0.0.1", port: Number(port), backlog: 4096 });
