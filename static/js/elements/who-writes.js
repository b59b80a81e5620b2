// @ts-check
import { DraftElement } from "../lib/authoring/draft-element.js";
import { languageName } from "../lib/authoring/language-names.js";
import { word } from "../lib/module-words.js";

/** Where somebody else is writing, said at the place. */
class WhoWrites extends DraftElement {
  show() {
    const here = this.store.others.filter(({ key }) => key && key === this.key);
    const words = here.map((other) => this.#words(other)).join(". ");
    const said = this.firstChild?.nodeValue ?? "";
    if (said !== words) this.replaceChildren(words);
    this.hidden = !words;
  }

  /** @param {import("../lib/authoring/draft-store.js").Other} other */
  #words({ name, language }) {
    if (!language || language === this.writing.language) return word("writes_here", { name });
    return word("writes_in", { name, language: languageName(language) });
  }
}

customElements.define("who-writes", WhoWrites);
