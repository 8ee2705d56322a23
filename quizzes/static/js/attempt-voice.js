// What the page says: the saved line, a notice that needs the reader, what is wrong with an answer, quiet announcements.

export class Voice {
  constructor(form, words) {
    this.form = form;
    this.words = words;
    this.line = form.querySelector("[data-saved]");
    this.spoken = form.querySelector("[data-announce]");
    this.refused = new Set();
    this.box = form.querySelector("[data-notice]");
    this.time = new Intl.DateTimeFormat(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZone: form.dataset.timeZone,
    });
  }

  say(text) {
    if (this.line.textContent !== text) this.line.textContent = text;
  }

  saved(moment) {
    this.say(this.words.saved.replace("{time}", this.time.format(moment)));
  }

  announce(text) {
    this.spoken.textContent = text;
  }

  /** Shows what keeps answers from being sent ("signIn", "otherPerson"), or takes it away. */
  notice(trouble) {
    if (trouble) {
      const text = this.box.querySelector("[data-notice-text]");
      if (text.textContent !== this.words[trouble]) text.textContent = this.words[trouble];
      this.box.querySelector("[data-sign-in]").hidden = false;
    }
    this.box.hidden = !trouble;
  }

  /** Says at the question why its answer was not taken. */
  refuse(slot, message) {
    this.refused.add(slot);
    this.#error(slot, this.words.refused.replace("{number}", slot).replace("{message}", message));
  }

  accept(slot) {
    this.refused.delete(slot);
    this.#error(slot, "");
  }

  #error(slot, text) {
    const place = document.getElementById(`error-${slot}`);
    if (place.textContent === text) return;
    place.textContent = text;
    place.hidden = !text;
    for (const control of place.parentElement.querySelectorAll("input[data-field]")) {
      control.toggleAttribute("aria-invalid", Boolean(text));
      if (text) control.setAttribute("aria-invalid", "true");
    }
  }
}
