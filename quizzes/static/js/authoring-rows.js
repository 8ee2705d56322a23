// Rows of a form's lists (options, pairs, items): add, remove and move at once, instead of by posting the page.
// Enter in a row's field goes to the next row, and adds one behind the last; Shift+Enter is a new line.

const announce = document.querySelector("[data-announce]");

for (const list of document.querySelectorAll("[data-rows]")) {
  const rows = list.querySelector(".parts__rows");
  const template = list.querySelector("[data-row-template]");
  if (!template) continue;
  const name = list.dataset.rows;

  const own = () => [...rows.children];

  const changed = () => {
    own().forEach((row, place) => {
      for (const text of row.querySelectorAll("[data-numbered]")) {
        text.textContent = text.dataset.numbered.replace("#", place + 1);
      }
    });
    list.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const add = () => {
    const token = 1 + Math.max(0, ...own().map((row) => Number(row.dataset.row) || 0));
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__row__", token);
    const row = holder.content.firstElementChild;
    rows.append(row);
    changed();
    row.querySelector("textarea, input:not([type=hidden], [type=radio], [type=checkbox])").focus();
  };

  const remove = (row) => {
    const beside = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    changed();
    announce.textContent = announce.dataset.removed;
    (beside?.querySelector("textarea, input:not([type=hidden])") ?? list).focus();
  };

  const move = (row, button) => {
    const other = button.dataset.verb === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (button.dataset.verb === "up") other.before(row);
    else other.after(row);
    changed();
    button.focus();
    const place = own().indexOf(row) + 1;
    announce.textContent = announce.dataset.moved.replace("{place}", place).replace("{all}", own().length);
  };

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    if (!button) return;
    if (button.value === `add:${name}`) {
      event.preventDefault();
      add();
    } else if (button.dataset.verb) {
      event.preventDefault();
      const row = button.closest("[data-row]");
      if (button.dataset.verb === "remove") remove(row);
      else move(row, button);
    }
  });

  list.addEventListener("keydown", (event) => {
    const writing = event.target.matches("textarea, input:not([type=radio], [type=checkbox])");
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing || !writing) return;
    event.preventDefault();
    const next = event.target.closest("[data-row]").nextElementSibling;
    if (next) next.querySelector("textarea, input:not([type=hidden], [type=radio], [type=checkbox])").focus();
    else add();
  });
}
