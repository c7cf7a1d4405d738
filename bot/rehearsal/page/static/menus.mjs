// Menus: one element for each kind, shown beside the button that opens it.

let chosen = () => {};
let opener = null;

/**
 * Show a menu.
 *
 * @param name of the element, without `menu-`.
 * @param button beside which it stands, and which gets the focus back.
 * @param offers whether an item is offered, by its name.
 * @param then called with the name of the item that is chosen.
 */
export function openMenu(name, button, offers, then) {
  const menu = document.getElementById(`menu-${name}`);
  for (const item of items(menu, true)) item.hidden = !offers(item.dataset.do);
  if (!items(menu).length) return;
  [chosen, opener] = [then, button];
  menu.showPopover();
  place(menu, button.getBoundingClientRect());
  items(menu)[0].focus();
}

function items(menu, all = false) {
  return [...menu.querySelectorAll("[data-do]")].filter((item) => all || !item.hidden);
}

function place(menu, beside) {
  const gap = 6;
  const below = beside.bottom + gap + menu.offsetHeight <= innerHeight;
  const top = below ? beside.bottom + gap : Math.max(gap, beside.top - gap - menu.offsetHeight);
  const left = Math.min(beside.left, innerWidth - menu.offsetWidth - gap);
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(gap, left)}px`;
}

for (const menu of document.querySelectorAll(".menu")) {
  menu.addEventListener("click", (event) => {
    const item = event.target.closest("[data-do]");
    if (!item) return;
    menu.hidePopover();
    opener?.focus();
    chosen(item.dataset.do);
  });
  menu.addEventListener("keydown", (event) => {
    const there = items(menu);
    const now = there.indexOf(document.activeElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Tab") menu.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    there.at(next % there.length).focus();
  });
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && document.activeElement === document.body) opener?.focus();
  });
}
