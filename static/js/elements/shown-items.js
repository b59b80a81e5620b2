// @ts-check
/** What lies on the table: links and files the leaders have put there. */
import { RoomElement } from "../lib/room-element.js";
import { about, fill, keep, showOnly, stamp } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class ShownItems extends RoomElement {
  start() {
    this.see(["items", "me", "room"], () => this.#render());
  }

  #render() {
    const items = Object.entries(this.view.get("items")).map(([seq, item]) => ({ seq: Number(seq), ...item }));
    const mayAdd = this.me.staff && this.view.get("room").state !== "ended";
    this.hidden = items.length === 0 && !mayAdd;
    showOnly(this, [mayAdd ? "add" : ""]);
    keep(this.piece("list"), items.reverse(), {
      key: (item) => item.seq,
      make: () => stamp("item"),
      show: (row, item) => this.#item(row, item),
    });
    this.piece("empty").hidden = items.length > 0;
  }

  /** @param {HTMLElement} row @param {any} item */
  #item(row, item) {
    const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
    const isLink = item.kind === "link";
    link.href = isLink ? item.ref : `${location.pathname}/files/${encodeURIComponent(item.ref)}`;
    row.toggleAttribute("data-down", !item.shown);
    fill(row, { title: item.title, kind: item.shown ? (isLink ? new URL(item.ref).hostname : say("items", "file")) : say("items", "down") });
    about(row, { item: item.seq });
    const picture = /** @type {HTMLImageElement} */ (row.querySelector("img"));
    picture.hidden = isLink || !item.mime.startsWith("image/") || !item.shown;
    if (!picture.hidden && picture.src !== link.href) picture.src = link.href;
    picture.alt = item.title;
    showOnly(row, [isLink ? "link" : "file", this.me.staff && this.view.get("room").state !== "ended" ? (item.shown ? "take-down" : "again") : ""]);
  }
}

customElements.define("shown-items", ShownItems);
