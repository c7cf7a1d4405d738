// Questions in between: each dialog gives what was chosen, or null.

/** Show a dialog; gives its fields when it is agreed to, else null. */
export function ask(id, prepare = () => {}) {
  const dialog = document.getElementById(id);
  dialog.querySelector("form").reset();
  prepare(dialog);
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => {
        const form = dialog.querySelector("form");
        resolve(dialog.returnValue === "yes" ? Object.fromEntries(new FormData(form)) : null);
      },
      { once: true },
    );
  });
}

/** Fill a choice: pairs of value and words; keeps what is chosen where it is still there. */
export function fill(select, pairs, chosen = select.value) {
  const wanted = pairs.map(([value, words, disabled]) => `${value} ${words} ${disabled ?? ""}`);
  if (select.dataset.filled === wanted.join("\n")) {
    if (select.value !== String(chosen)) select.value = String(chosen);
    return;
  }
  select.dataset.filled = wanted.join("\n");
  select.replaceChildren(
    ...pairs.map(([value, words, disabled]) => {
      const option = new Option(words, value);
      option.disabled = Boolean(disabled);
      return option;
    }),
  );
  select.value = String(chosen);
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}

for (const cancel of document.querySelectorAll("dialog [data-cancel]")) {
  cancel.addEventListener("click", () => cancel.closest("dialog").close("no"));
}
