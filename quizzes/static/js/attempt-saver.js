// Sends answers until the server has them. Each carries a sequence: milliseconds since the attempt began, by the server's
// clock. The newest wins whatever tab or device it comes from, and sending one twice changes nothing.

const TIMEOUT = 15_000;
const SLOWEST = 30_000;
const SIGN_IN_POLL = 5_000;

export class Saver {
  /** `heard`: stored, refused, accepted, closed, changed. */
  constructor(form, keeper, timer, heard) {
    Object.assign(this, { form, keeper, timer, heard });
    this.token = form.dataset.csrf;
    this.pending = new Map();
    this.known = new Map();
    this.savedAt = form.dataset.savedAt ? new Date(form.dataset.savedAt) : null;
    this.offline = false;
    this.failing = false;
    this.trouble = null; // "signIn" or "otherPerson" while nothing can be sent for that reason
    this.failures = 0;
    this.running = null;
    this.again = 0;
  }

  /** Learns of a sequence from elsewhere; true where it is newer than anything this page knows or waits to send. */
  learn(slot, sequence) {
    const newer = sequence > this.#latest(slot);
    if (newer) {
      this.pending.delete(slot);
      this.known.set(slot, sequence);
    }
    return newer;
  }

  #latest(slot) {
    return Math.max(this.known.get(slot) ?? 0, this.pending.get(slot)?.sequence ?? 0);
  }

  /** Takes up what an earlier visit could not send; what the server has newer is let go. Gives what was taken up. */
  recall() {
    for (const [slot, kept] of this.keeper.answers()) {
      if (kept.sequence > this.#latest(slot)) this.pending.set(slot, kept);
      else if (kept.sequence <= (this.known.get(slot) ?? 0)) this.keeper.drop(slot, kept.sequence);
    }
    return [...this.pending];
  }

  /** Keeps and sends a new answer; gives its sequence. */
  change(slot, response) {
    const sequence = Math.max(this.timer.elapsed(), this.#latest(slot) + 1);
    this.pending.set(slot, { sequence, response });
    this.keeper.keep(slot, sequence, response);
    this.heard.changed();
    this.flush();
    return sequence;
  }

  lineLost() {
    this.offline = true;
    this.heard.changed();
  }

  /** Sends everything there is to send; ends when all is sent or sending has to wait. */
  flush() {
    window.clearTimeout(this.again);
    this.running ??= this.#sendAll().finally(() => {
      this.running = null;
      this.heard.changed();
    });
    return this.running;
  }

  async #sendAll() {
    this.recall();
    while (this.pending.size) {
      const [slot, answer] = this.pending.entries().next().value;
      const reply = await this.#request(`${this.form.dataset.answersUrl}${slot}`, "PUT", answer);
      if (!reply) return;
      this.#settle(slot, answer, reply);
      if (reply.status === 409) return;
    }
  }

  #settle(slot, answer, { status, body }) {
    if (status === 409) return this.heard.closed(body.result_url);
    if (this.pending.get(slot) === answer) this.pending.delete(slot);
    this.keeper.drop(slot, answer.sequence);
    if (status === 422) return this.heard.refused(slot, body.message);
    this.known.set(slot, Math.max(this.known.get(slot) ?? 0, body.sequence));
    this.savedAt = new Date(body.saved_at);
    this.heard.accepted(slot);
    if (!body.accepted && !this.pending.has(slot)) this.heard.stored(slot, body.response);
    this.heard.changed();
  }

  /** Submits; gives the address of the result, or null where that has to wait. */
  async submit() {
    const reply = await this.#request(this.form.action, "POST", {});
    return reply?.body.result_url ?? null;
  }

  /** What is stored, or null where the server cannot be asked now. */
  async state() {
    try {
      const reply = await fetch(this.form.dataset.stateUrl, { headers: { Accept: "application/json" } });
      return reply.ok ? await reply.json() : null;
    } catch {
      return null;
    }
  }

  /** One request, with a fresh token where the old one no longer counts. Null: it has to wait, and is tried again. */
  async #request(url, method, sent, refreshed = false) {
    let reply;
    let body;
    try {
      reply = await fetch(url, {
        method,
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify(sent),
        signal: AbortSignal.timeout(TIMEOUT),
      });
      body = await reply.json();
    } catch {
      return this.#wait({ offline: !reply, failing: Boolean(reply) });
    }
    if (reply.ok || reply.status === 409 || reply.status === 422) {
      Object.assign(this, { offline: false, failing: false, trouble: null, failures: 0 });
      return { status: reply.status, body };
    }
    if (!refreshed && [400, 401, 403, 404].includes(reply.status) && (await this.#refresh())) {
      return this.#request(url, method, sent, true);
    }
    return this.#wait({ failing: !this.trouble && !this.offline });
  }

  /** Asks who is signed in; true where it is the person this page belongs to, with a new token for them. */
  async #refresh() {
    try {
      const reply = await fetch(this.form.dataset.sessionUrl, { headers: { Accept: "application/json" } });
      const found = await reply.json();
      const mine = String(found.viewer_id) === this.form.dataset.viewer;
      this.trouble = mine ? null : found.signed_in ? "otherPerson" : "signIn";
      if (mine) this.token = found.csrf_token;
      return mine;
    } catch {
      this.offline = true;
      return false;
    }
  }

  /** Remembers why, and tries again: soon at first, then ever less often; after a sign-in elsewhere, soon. */
  #wait({ offline = this.offline, failing = false }) {
    Object.assign(this, { offline, failing });
    this.failures += 1;
    const pause = this.trouble ? SIGN_IN_POLL : Math.min(SLOWEST, 1000 * 2 ** (this.failures - 1));
    window.clearTimeout(this.again);
    this.again = window.setTimeout(() => window.dispatchEvent(new Event("online")), pause * (0.75 + Math.random() / 2));
    return null;
  }
}
