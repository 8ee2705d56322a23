// Changing the language keeps the place: a lesson has the same parts in every language, so the part being read stands in
// the other language at the same height. Without storage the link opens the section; without this script, the top.

const PLACE = "attune:place";
const parts = [...document.querySelectorAll(".lesson__text > *")];
const sections = parts.filter((part) => part.id);

/** The last of these that begins above the upper third of the window. */
function beingRead(candidates) {
  const line = window.innerHeight / 3;
  return candidates.filter((part) => part.getBoundingClientRect().top < line).at(-1);
}

/** Keeps the place for the page to come; false where storage is refused. */
function keep(part) {
  const place = { lesson: location.pathname, parts: parts.length, part: parts.indexOf(part) };
  try {
    sessionStorage.setItem(PLACE, JSON.stringify({ ...place, top: part?.getBoundingClientRect().top }));
    return true;
  } catch {
    return false;
  }
}

/** The place kept by the page before, once. */
function kept() {
  try {
    const place = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
    return place;
  } catch {
    return null;
  }
}

for (const link of document.querySelectorAll("a[data-keep-place]")) {
  link.addEventListener("click", () => {
    link.hash = keep(beingRead(parts)) ? "" : (beingRead(sections)?.id ?? "");
  });
}

const place = kept();
if (place?.lesson === location.pathname && place.parts === parts.length && parts[place.part]) {
  window.scrollBy({ top: parts[place.part].getBoundingClientRect().top - place.top, behavior: "instant" });
}
