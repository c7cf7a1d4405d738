// All columns: which chats are open, in the address too, and the tabs on a narrow window.

import { Column } from "./column.mjs";
import { room } from "./room.mjs";
import { word } from "./telling.mjs";

const MOST = 6;
const place = document.getElementById("columns");
const tabs = document.getElementById("tabs");
let changed = () => {};
let current = 0;
let marked = null;

/** Open the columns that the page begins with; `then` is called when others are open. */
export function begin(then) {
  changed = then;
  const ids = document.body.dataset.chats.split(",").filter(Boolean).map(Number);
  for (const id of ids) add(id);
  const at = new URL(location.href).searchParams.get("at");
  current = at === "desk" ? at : (ids.find((id) => String(id) === at) ?? ids[0]);
  room.show = show;
  document.getElementById("add-column").addEventListener("click", another);
}

function add(id) {
  const column = new Column(id, turned, close);
  room.columns.push(column);
  place.append(column.element);
  return column;
}

/** Show a chat: where it is open, or in a column of its own. */
function show(id) {
  let column = room.columns.find((one) => one.id === id);
  if (!column) {
    if (room.columns.length >= MOST) drop(room.columns.at(-1));
    column = add(id);
    opened();
  }
  turnTo(id);
  column.element.scrollIntoView({ inline: "nearest", block: "nearest" });
  return column;
}

function another() {
  const open = new Set(room.columns.map((one) => one.id));
  const next = room.chats().find(([id]) => !open.has(id));
  if (next) show(next[0]).chooser.focus();
}

function turned(column, id) {
  column.turn(id);
  current = id;
  opened();
}

function close(column) {
  if (room.columns.length === 1) return;
  drop(column);
  opened();
  if (current === column.id) turnTo(room.columns[0].id);
  room.columns[0].chooser.focus();
}

function drop(column) {
  room.columns = room.columns.filter((one) => one !== column);
  column.element.remove();
}

function opened() {
  address();
  refresh();
  changed();
}

/** Say in the address what is open, so that it is open after loading the page again. */
function address() {
  const url = new URL(location.href);
  url.searchParams.set("chats", room.columns.map((one) => one.id).join(","));
  url.searchParams.set("at", current);
  history.replaceState(null, "", url);
}

/** The column of a chat; a group that became a supergroup has another id from then on. */
export function of(id) {
  const column = room.columns.find((one) => one.id === id);
  if (column || id > 0) return column;
  const before = room.columns.find((one) => !one.private && !room.group(one.id));
  if (before) {
    if (current === before.id) current = id;
    before.id = id;
    address();
  }
  return before;
}

/** Drop the columns of chats that are not there any more, after a restart. */
export function keepOnly(ids) {
  const gone = room.columns.filter((one) => !ids.has(one.id));
  if (!gone.length) return;
  for (const column of gone) drop(column);
  if (!room.columns.length) for (const [id] of room.chats().slice(0, 3)) add(id);
  opened();
}

/** Bring heads and tabs to what the room is now. */
export function refresh() {
  for (const column of room.columns) column.show();
  refreshTabs();
  turnTo(current, false);
}

function refreshTabs() {
  const names = [...room.columns.map((one) => [String(one.id), one.chat.title || "…", one.messages.unread])];
  const wanted = [...names, ["plus", word("another"), 0], ["desk", word("desk"), 0]];
  if (!room.columns.some((one) => one.id === current) && current !== "desk") current = room.columns[0]?.id;
  const focus = tabs.contains(document.activeElement) ? document.activeElement.dataset.tab : null;
  tabs.replaceChildren(...wanted.map(([id, name, unread]) => tab(id, name, unread)));
  if (focus) tabs.querySelector(`[data-tab="${focus}"]`)?.focus();
  mark();
}

function tab(id, name, unread) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.tab = id;
  const shown = document.createElement("span");
  shown.dir = "auto";
  shown.textContent = id === "plus" ? "+" : name;
  button.append(shown);
  if (id === "plus") button.setAttribute("aria-label", name);
  if (unread) {
    const badge = document.createElement("b");
    badge.textContent = unread;
    button.append(badge);
    button.setAttribute("aria-label", word("unread", { chat: name, n: unread }));
  }
  button.addEventListener("click", () => (id === "plus" ? another() : turnTo(id === "desk" ? id : Number(id))));
  return button;
}

/** Say which tab is the one that is shown; when it is another one than before, bring it into view. */
function mark() {
  for (const button of tabs.children) {
    if (button.dataset.tab === String(current)) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  const tab = tabs.querySelector("[aria-current]");
  if (!tab || marked === current) return;
  marked = current;
  tab.scrollIntoView({ inline: "nearest", block: "nearest" });
}

/** On a narrow window, show one chat or the desk. */
function turnTo(id, settle = true) {
  current = id;
  for (const column of room.columns) column.element.classList.toggle("current", column.id === id);
  document.body.classList.toggle("at-desk", id === "desk");
  mark();
  if (!settle) return;
  address();
  for (const column of room.columns) column.messages.settle();
  if (id !== "desk") refreshTabs();
}
