// An attempt while it is taken: every answer is saved on change, kept on the device until the server has it, and sent
// again when the line is back. The page works without this file as one plain form.
import { read, touched, watch, write } from "./attempt-fields.js";
import { Keeper } from "./attempt-keeper.js";
import { prepareOrdering } from "./attempt-ordering.js";
import { Saver } from "./attempt-saver.js";
import { Steps } from "./attempt-steps.js";
import { Timer } from "./attempt-timer.js";
import { Voice } from "./attempt-voice.js";

const POLL = 60_000;

const form = document.getElementById("attempt");
const words = JSON.parse(document.getElementById("attempt-words").textContent);
const questions = new Map([...form.querySelectorAll("[data-slot]")].map((part) => [Number(part.dataset.slot), part]));
const voice = new Voice(form, words);
const keeper = new Keeper(form.dataset.attempt, form.dataset.viewer);
const timer = new Timer(form, voice);
const steps = new Steps(form, questions, keeper, words);
const channel = "BroadcastChannel" in window ? new BroadcastChannel(`attune-attempt-${form.dataset.attempt}`) : null;
let wantsToSubmit = false;
let leaving = false;
let asking = false;

const saver = new Saver(form, keeper, timer, {
  stored: (slot, response) => show(slot, response, true),
  refused: (slot, message) => voice.refuse(slot, message),
  accepted: (slot) => voice.accept(slot),
  closed: (url) => leave(url, words.closed),
  changed: () => tell(),
});

function leave(url, text) {
  if (leaving) return;
  leaving = true;
  keeper.clear();
  channel?.postMessage({ closed: url });
  voice.say(text);
  location.replace(url);
}

/** Shows an answer that another tab or the server knows to be newer. */
function show(slot, response, notable) {
  const question = questions.get(slot);
  if (!question || JSON.stringify(read(question)) === JSON.stringify(response)) return;
  write(question, response);
  steps.mark(slot, response !== null);
  if (notable) voice.announce(words.elsewhere.replace("{number}", slot));
}

function answer(slot) {
  const response = read(questions.get(slot));
  steps.mark(slot, response !== null);
  voice.accept(slot);
  const sequence = saver.change(slot, response);
  channel?.postMessage({ slot, sequence, response });
}

/** Says where things stand; the one place that decides what the eye reads first. */
function tell() {
  if (leaving) return;
  voice.notice(saver.trouble);
  if (timer.over && saver.offline) voice.say(words.timeUpOffline);
  else if (wantsToSubmit && saver.offline) voice.say(words.submitOffline);
  else if (wantsToSubmit) voice.say(timer.over ? words.timeUp : words.submitting);
  else if (saver.offline) voice.say(words.offline);
  else if (saver.trouble) voice.say(""); // the notice says it
  else if (saver.failing) voice.say(words.trouble);
  else if (saver.pending.size) voice.say(words.saving);
  else if (saver.savedAt) voice.saved(saver.savedAt);
}

async function submit() {
  wantsToSubmit = true;
  tell();
  await saver.flush();
  // What cannot be sent any more must not hold the submission back once the time is over.
  if (saver.pending.size && !timer.over) return;
  const url = await saver.submit();
  if (url) leave(url, words.submitting);
  tell();
}

async function askedToSubmit(event) {
  event.preventDefault();
  if (event.submitter?.name === "save") return saver.flush(); // Enter in a field
  if (asking) return; // a double click asks once
  asking = true;
  try {
    await saver.flush();
    if (voice.refused.size) return steps.go(Math.min(...voice.refused));
    const open = steps.unanswered();
    if (!open.length || window.confirm(words.confirm.replace("{numbers}", open.join(", ")))) submit();
  } finally {
    asking = false;
  }
}

/** What the server has stored: another device may have gone on, or the attempt may be submitted. */
async function agree() {
  const state = await saver.state();
  if (!state || leaving) return;
  if (state.submitted) return leave(state.result_url, words.closed);
  timer.set(state.elapsed, state.remaining);
  for (const [slot, stored] of Object.entries(state.answers)) {
    if (saver.learn(Number(slot), stored.sequence)) show(Number(slot), stored.response, true);
  }
}

function goOn() {
  saver.flush().then(() => {
    if (wantsToSubmit && !leaving) submit();
  });
}

const early = [...questions].filter(([, question]) => touched(question)).map(([slot]) => slot);
for (const [slot, question] of questions) {
  saver.learn(slot, Number(question.dataset.sequence));
  prepareOrdering(question, voice, () => answer(slot));
  watch(question, () => answer(slot));
}
for (const [slot, kept] of saver.recall()) {
  if (!early.includes(slot)) show(slot, kept.response, false);
}
channel?.addEventListener("message", ({ data }) => {
  if (data.closed) leave(data.closed, words.closed);
  else if (saver.learn(data.slot, data.sequence)) show(data.slot, data.response, false);
});
form.addEventListener("submit", askedToSubmit);
window.addEventListener("online", goOn);
window.addEventListener("offline", () => saver.lineLost());
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
window.addEventListener("beforeunload", (event) => {
  if (saver.pending.size && !leaving) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    goOn();
    agree();
  }
});
window.setInterval(() => document.visibilityState === "visible" && agree(), POLL);
timer.start(submit);
steps.start();
early.forEach(answer);
goOn();
