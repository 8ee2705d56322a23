// Reads a question's controls into an answer and writes an answer into them. Every control names its field; which
// question type it is does not matter here.

const TYPING = 1200;

/** The answer the controls show now, or null where there is none. */
export function read(question) {
  const response = {};
  for (const control of question.querySelectorAll("[data-field]")) {
    const { field, key } = control.dataset;
    if (control.type === "radio") {
      if (control.checked) response[field] = control.value;
    } else if (control.type === "checkbox") {
      if (control.checked) (response[field] ??= []).push(control.value);
    } else if (control.localName === "ol") {
      if ("given" in control.dataset) response[field] = [...control.children].map((line) => line.dataset.token);
    } else if (key) {
      if (control.value) (response[field] ??= {})[key] = control.value;
    } else if (control.value.trim()) {
      response[field] = control.value;
    }
  }
  return Object.keys(response).length ? response : null;
}

/** Whether somebody answered before this script was there: the controls differ from what the server sent. */
export function touched(question) {
  return [...question.querySelectorAll("[data-field]")].some((control) => {
    if (control.localName === "select") return [...control.options].some((one) => one.selected && one.value && !one.defaultSelected);
    if (control.type === "radio" || control.type === "checkbox") return control.checked !== control.defaultChecked;
    return control.localName === "input" && control.value !== control.defaultValue;
  });
}

/** Makes the controls show an answer. */
export function write(question, response) {
  for (const control of question.querySelectorAll("[data-field]")) {
    const { field, key } = control.dataset;
    const value = response?.[field];
    if (control.type === "radio") {
      control.checked = control.value === value;
    } else if (control.type === "checkbox") {
      control.checked = (value ?? []).includes(control.value);
    } else if (control.localName === "ol") {
      writeOrder(control, value);
    } else if (key) {
      control.value = value?.[key] ?? "";
    } else if (document.activeElement !== control) {
      control.value = value ?? ""; // never under the fingers of somebody who types
    }
  }
}

function writeOrder(list, tokens) {
  if (!tokens) return;
  list.dataset.given = "";
  const lines = new Map([...list.children].map((line) => [line.dataset.token, line]));
  list.append(...tokens.map((token) => lines.get(token)).filter(Boolean));
  list.dispatchEvent(new CustomEvent("reordered"));
}

/** Calls back on every change; while somebody types, after a pause. */
export function watch(question, changed) {
  let pause = 0;
  const typed = (target) => target.matches("input[data-field]:not([type=radio], [type=checkbox])");
  question.addEventListener("input", ({ target }) => {
    window.clearTimeout(pause);
    if (typed(target)) pause = window.setTimeout(changed, TYPING);
  });
  question.addEventListener("change", ({ target }) => {
    window.clearTimeout(pause);
    if ("field" in target.dataset) changed();
  });
}
