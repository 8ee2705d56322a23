// Moves the lines of an ordering question up and down by buttons that work with keyboard, touch and screen readers.

/** Replaces the lists of places by buttons; `changed` is called after each move. */
export function prepareOrdering(question, voice, changed) {
  const list = question.querySelector("ol[data-field]");
  if (!list) return;
  const keep = question.querySelector(".ordering__keep");
  const draw = () => redraw(list, keep);
  for (const line of list.children) {
    line.querySelector("select").remove();
    line.querySelector(".ordering__moves").hidden = false;
    line.querySelector(".ordering__place").hidden = false;
  }
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) move(list, button, voice, () => done(list, draw, changed));
  });
  list.addEventListener("reordered", draw);
  keep.querySelector("[data-keep]").addEventListener("click", () => done(list, draw, changed));
  draw();
}

function done(list, draw, changed) {
  list.dataset.given = "";
  draw();
  changed();
}

function move(list, button, voice, after) {
  const line = button.closest("[data-token]");
  const up = button.dataset.move === "-1";
  if (up) line.previousElementSibling?.before(line);
  else line.nextElementSibling?.after(line);
  after();
  const usable = button.disabled ? line.querySelector(`[data-move="${up ? 1 : -1}"]`) : button;
  usable.focus();
  const place = [...list.children].indexOf(line) + 1;
  voice.announce(voice.words.moved.replace("{place}", place).replace("{all}", list.children.length));
}

function redraw(list, keep) {
  const lines = [...list.children];
  lines.forEach((line, index) => {
    line.querySelector(".ordering__place").textContent = index + 1;
    line.querySelector('[data-move="-1"]').disabled = index === 0;
    line.querySelector('[data-move="1"]').disabled = index === lines.length - 1;
  });
  keep.hidden = "given" in list.dataset;
}
