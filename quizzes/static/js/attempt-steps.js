// The way through the questions: a map of what is answered and flagged, and on a phone one question at a time.

export class Steps {
  constructor(form, questions, keeper, words) {
    Object.assign(this, { form, questions, keeper, words });
    this.flags = keeper.flags();
    this.phone = window.matchMedia("(max-width: 40rem)");
    this.current = 1;
  }

  start() {
    this.form.classList.add("attempt--live");
    this.form.querySelector("[data-plain]").hidden = true;
    this.form.addEventListener("click", (event) => this.#clicked(event));
    for (const [slot, question] of this.questions) {
      question.querySelector("[data-flag]").hidden = false;
      this.#flag(slot, this.flags.has(slot));
      this.mark(slot, "answered" in this.#entry(slot).dataset);
    }
    this.phone.addEventListener("change", () => this.#layout());
    this.current = this.unanswered()[0] ?? 1;
    this.#layout();
  }

  #entry(slot) {
    return this.form.querySelector(`[data-goto="${slot}"]`);
  }

  /** The numbers of the questions without an answer. */
  unanswered() {
    return [...this.questions.keys()].filter((slot) => !("answered" in this.#entry(slot).dataset));
  }

  mark(slot, answered) {
    this.#entry(slot).toggleAttribute("data-answered", answered);
    this.#describe(slot);
    const open = this.unanswered();
    this.form.querySelector("[data-unanswered]").textContent = open.length
      ? this.words.unanswered.replace("{numbers}", open.join(", "))
      : this.words.allAnswered;
  }

  #flag(slot, flagged) {
    if (flagged) this.flags.add(slot);
    else this.flags.delete(slot);
    this.#entry(slot).toggleAttribute("data-flagged", flagged);
    this.questions.get(slot).querySelector("[data-flag]").setAttribute("aria-pressed", String(flagged));
    this.#describe(slot);
  }

  #describe(slot) {
    const { answered, flagged } = this.#entry(slot).dataset;
    const parts = [this.words.question.replace("{number}", slot)];
    if (answered !== undefined) parts.push(this.words.answered);
    if (flagged !== undefined) parts.push(this.words.flagged);
    this.#entry(slot).setAttribute("aria-label", parts.join(", "));
  }

  #clicked(event) {
    const target = event.target.closest("[data-goto], [data-step], [data-flag]");
    if (!target) return;
    if ("flag" in target.dataset) {
      const slot = Number(target.closest("[data-slot]").dataset.slot);
      this.#flag(slot, !this.flags.has(slot));
      this.keeper.setFlags(this.flags);
    } else if (this.phone.matches) {
      event.preventDefault();
      this.go("goto" in target.dataset ? Number(target.dataset.goto) : this.current + Number(target.dataset.step));
    }
  }

  /** Leads to a question, as near as there is one. */
  go(slot) {
    this.current = Math.min(Math.max(slot, 1), this.questions.size);
    this.#layout();
    this.questions.get(this.current).focus({ preventScroll: this.phone.matches });
    if (this.phone.matches) this.form.scrollIntoView();
  }

  #layout() {
    const single = this.phone.matches;
    this.form.querySelector(".attempt__steps").hidden = !single;
    for (const [slot, question] of this.questions) {
      question.hidden = single && slot !== this.current;
      if (single && slot === this.current) this.#entry(slot).setAttribute("aria-current", "step");
      else this.#entry(slot).removeAttribute("aria-current");
    }
    const last = this.current === this.questions.size;
    this.form.querySelector('[data-step="-1"]').disabled = this.current === 1;
    this.form.querySelector('[data-step="1"]').disabled = last;
    this.form.classList.toggle("attempt--last", last);
  }
}
