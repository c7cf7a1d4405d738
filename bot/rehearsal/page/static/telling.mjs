// Words of the page in its language, and short notes that go by themselves.

const SECONDS = 5;

/** A sentence of the page by its name; `{name}` is filled in. */
export function word(name, facts = {}) {
  const found = document.getElementById("words").content.querySelector(`[data-word="${name}"]`);
  return found.textContent.replace(/\{(\w+)\}/g, (_, fact) => String(facts[fact]));
}

/** Tell something in passing. `kind` is "wrong" for what could not be done. */
export function toast(text, kind = "note") {
  const note = document.createElement("p");
  note.className = `toast ${kind}`;
  note.dir = "auto";
  note.textContent = text;
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), (kind === "wrong" ? 2 : 1) * SECONDS * 1000);
}

/** Tell something that has to be put away by hand. */
export function tell(text) {
  const dialog = document.getElementById("tell");
  dialog.querySelector("#tell-text").textContent = text;
  if (!dialog.open) dialog.showModal();
}
