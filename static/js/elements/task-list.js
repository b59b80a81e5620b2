// @ts-check
/** What is to be done afterwards, first of all whom to call tomorrow. */
import { RoomElement } from "../lib/room-element.js";
import { about, fill, keep, showOnly, stamp } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class TaskList extends RoomElement {
  start() {
    this.see(["tasks", "people"], () => this.#render());
  }

  #render() {
    const tasks = Object.entries(this.view.get("tasks")).map(([seq, task]) => ({ seq: Number(seq), ...task }));
    this.piece("empty").hidden = tasks.length > 0;
    keep(this.piece("list"), tasks, {
      key: (task) => task.seq,
      make: () => stamp("task"),
      show: (row, task) => {
        const name = this.view.name(task.person);
        const agreed = task.agreed ? say("tasks", "agreed", { words: task.agreed }) : "";
        fill(row, { words: task.kind === "call_next_day" ? say("tasks", "call", { name }) : task.words, more: task.kind === "call_next_day" ? [task.words, agreed].filter(Boolean).join(" – ") : name });
        row.toggleAttribute("data-done", task.done);
        about(row, { task: task.seq });
        showOnly(row, [task.done ? "done" : "open"]);
      },
    });
  }
}

customElements.define("task-list", TaskList);
