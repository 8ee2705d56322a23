// Asks before a page with unsaved writing is left; Ctrl+Enter (or Cmd+Enter) saves the draft from anywhere in the form.

const form = document.getElementById("editor");
let unsaved = form.dataset.unsaved === "yes";

form.addEventListener("input", (event) => {
  if (!event.target.closest?.("[data-preview]")) unsaved = true;
});

form.addEventListener("submit", () => {
  unsaved = false;
});

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button[value=save]"));
});
