// What a browser offers that writes down speech: stands in for it, since no browser of the tests can do it by itself.
(() => {
  const found = { state: "available", asked: [], installed: [], begun: [], going: null };

  class SpeechRecognition {
    #isLocal = false;

    static async available(options) {
      found.asked.push(options);
      return found.state;
    }

    static async install(options) {
      found.installed.push(options);
      found.state = "available";
      return true;
    }

    get processLocally() {
      return this.#isLocal;
    }

    set processLocally(isLocal) {
      this.#isLocal = isLocal;
    }

    start(track) {
      found.begun.push({ isLocal: this.#isLocal, lang: this.lang, kind: track?.kind });
      found.going = this;
    }

    abort() {
      if (found.going === this) found.going = null;
    }
  }

  found.say = (index, transcript, isFinal) => {
    const results = { length: index + 1, [index]: { isFinal, 0: { transcript } } };
    found.going.onresult({ resultIndex: index, results });
  };
  window.recognition = found;
  window.SpeechRecognition = SpeechRecognition;
})();
