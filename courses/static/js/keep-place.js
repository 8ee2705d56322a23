// Changing the language keeps the place: headings and exercises have the same ids in every language, so the link to the
// other language points at the one being read. Without this script the lesson opens at its top.

const marks = [...document.querySelectorAll(".lesson__text [id^='section-'], .lesson__text [id^='choice-']")];

function placeBeingRead() {
  const line = window.innerHeight / 3;
  return marks.filter((mark) => mark.getBoundingClientRect().top < line).at(-1);
}

for (const link of document.querySelectorAll("a[data-keep-place]")) {
  link.addEventListener("click", () => {
    link.hash = placeBeingRead()?.id ?? "";
  });
}
