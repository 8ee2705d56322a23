// Renews the preview while the question is written. The server makes it, so that it is what the learner will see.

const form = document.getElementById("editor");
const panel = document.querySelector("[data-preview]");
const paper = panel.querySelector("[data-preview-here]");
const status = panel.querySelector("[data-preview-status]");
const PAUSE = 400;

let waiting = 0;
let running = null;

async function renew(action = "preview") {
  clearTimeout(waiting);
  running?.abort();
  running = new AbortController();
  const body = new FormData(form);
  body.set("do", action);
  try {
    const answer = await fetch(panel.dataset.preview, { method: "POST", body, signal: running.signal });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    paper.innerHTML = await answer.text();
    status.textContent = "";
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = status.dataset.failed;
  }
}

form.addEventListener("input", (event) => {
  // What is answered in the preview itself must not wipe itself out.
  if (paper.contains(event.target)) return;
  if (event.target.name === "preview-language") {
    renew();
    return;
  }
  clearTimeout(waiting);
  waiting = setTimeout(renew, PAUSE);
});

panel.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]");
  if (!button) return;
  event.preventDefault();
  renew(button.value);
});

panel.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !paper.contains(event.target)) return;
  event.preventDefault();
  renew("mark");
});
