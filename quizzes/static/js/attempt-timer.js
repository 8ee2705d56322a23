// The time left, by the server's clock: the device's own is never asked what time it is, only how much has passed.

const MARKS = [10, 5, 1];
const HIDDEN = "attune:hide-clock";

export class Timer {
  constructor(form, voice) {
    this.voice = voice;
    this.box = form.querySelector("[data-timer]");
    this.clock = form.querySelector("[data-clock]");
    this.toggle = form.querySelector("[data-toggle-clock]");
    this.said = new Set();
    const { elapsed, remaining } = form.dataset;
    this.set(Number(elapsed), remaining === undefined ? null : Number(remaining));
  }

  /** Sets the clock: milliseconds since the start, seconds left (null without a limit). */
  set(elapsed, remaining) {
    this.origin = performance.now();
    this.base = elapsed;
    this.remaining = remaining ?? null;
  }

  #since() {
    return performance.now() - this.origin;
  }

  /** Whole milliseconds since the attempt began. */
  elapsed() {
    return Math.round(this.base + this.#since());
  }

  get seconds() {
    return this.remaining === null ? Infinity : this.remaining - this.#since() / 1000;
  }

  get over() {
    return this.seconds <= 0;
  }

  start(ended) {
    if (this.remaining === null) return;
    this.box.hidden = false;
    this.toggle.addEventListener("click", () => this.#hide(!this.clock.hidden));
    this.#hide(this.#remembered());
    for (const mark of MARKS) if (this.seconds < mark * 60) this.said.add(mark);
    this.#tick();
    const ticking = window.setInterval(() => {
      this.#tick();
      if (this.over) {
        window.clearInterval(ticking);
        ended();
      }
    }, 500);
  }

  #tick() {
    const seconds = Math.max(0, Math.ceil(this.seconds));
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const [hours, ...rest] = parts;
    const text = [...(hours ? [hours] : []), ...rest.map((part) => String(part).padStart(2, "0"))].join(":");
    this.clock.textContent = this.voice.words.left.replace("{time}", text);
    for (const mark of MARKS) {
      if (seconds <= mark * 60 && !this.said.has(mark)) {
        this.said.add(mark);
        const { minuteLeft, minutesLeft } = this.voice.words;
        this.voice.announce(mark === 1 ? minuteLeft : minutesLeft.replace("{minutes}", mark));
      }
    }
  }

  #hide(hidden) {
    this.clock.hidden = hidden;
    this.toggle.setAttribute("aria-pressed", String(hidden));
    this.toggle.textContent = hidden ? this.voice.words.showClock : this.voice.words.hideClock;
    try {
      localStorage.setItem(HIDDEN, hidden ? "yes" : "no");
    } catch {
      /* storage is refused: the choice lasts as long as the page */
    }
  }

  #remembered() {
    try {
      return localStorage.getItem(HIDDEN) === "yes";
    } catch {
      return false;
    }
  }
}
