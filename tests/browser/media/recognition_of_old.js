// A browser that writes down speech, and sends it to somebody else for that: it must never be begun.
(() => {
  window.recognition = { begun: [] };
  window.SpeechRecognition = undefined;
  window.webkitSpeechRecognition = class {
    start() {
      window.recognition.begun.push({ isLocal: false });
    }
  };
})();
