// In the quiz editor: says at once how many questions a draw can choose from; Enter in the search finds.

const form = document.getElementById("editor");
const PAUSE = 300;
const waiting = new WeakMap();

async function count(field) {
  const here = field.closest("[data-draw]").querySelector("[data-available-here]");
  const tags = field.value;
  try {
    const answer = await fetch(`${form.dataset.available}?${new URLSearchParams({ tags })}`, {
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) return;
    const { text } = await answer.json();
    if (field.value === tags) here.textContent = text;
  } catch {
    // Without a connection the number stays as it is; publishing counts again.
  }
}

form.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-tags]")) return;
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(count, PAUSE, field));
});

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-find]")) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button[value=find]"));
});
