// Keeps on the device what the server does not have yet, by attempt and person: a reload, a closed tab or an empty
// battery loses nothing. Two tabs share it, so every write reads first.

export class Keeper {
  constructor(attempt, viewer) {
    this.name = `attune:attempt:${attempt}:${viewer}`;
  }

  #load() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? {};
    } catch {
      return {}; // storage is refused or unreadable: the page still saves to the server
    }
  }

  #change(change) {
    try {
      const kept = this.#load();
      change(kept);
      localStorage.setItem(this.name, JSON.stringify(kept));
    } catch {
      /* as above */
    }
  }

  /** Everything not sent yet: [slot, {sequence, response}]. */
  answers() {
    return Object.entries(this.#load().answers ?? {}).map(([slot, kept]) => [Number(slot), kept]);
  }

  /** Keeps an answer unless a newer one is kept. */
  keep(slot, sequence, response) {
    this.#change((kept) => {
      kept.answers ??= {};
      if ((kept.answers[slot]?.sequence ?? -1) < sequence) kept.answers[slot] = { sequence, response };
    });
  }

  /** Lets go of an answer the server has, unless a newer one is kept. */
  drop(slot, sequence) {
    this.#change((kept) => {
      if (kept.answers?.[slot]?.sequence <= sequence) delete kept.answers[slot];
    });
  }

  /** The questions marked to come back to. */
  flags() {
    return new Set(this.#load().flags ?? []);
  }

  setFlags(flags) {
    this.#change((kept) => {
      kept.flags = [...flags];
    });
  }

  clear() {
    try {
      localStorage.removeItem(this.name);
    } catch {
      /* as above */
    }
  }
}
