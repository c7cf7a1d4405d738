// Links that lead to the bot: who in the room opens them.

import { attempt } from "./acting.mjs";
import { ask, fill } from "./asking.mjs";
import { room } from "./room.mjs";
import { toast, word } from "./telling.mjs";

/** Ask who opens a link of the bot, and let them. */
export async function opened(url, column) {
  const query = new URL(url).searchParams;
  const kind = ["startgroup", "startchannel"].find((name) => query.has(name));
  const rooms = kind ? room.groups.filter((one) => (one.kind === "channel") === (kind === "startchannel")) : [];
  if (kind && !rooms.length) {
    toast(word("no-channel"), "wrong");
    return;
  }
  const chosen = await ask("ask-open", (dialog) => {
    dialog.querySelector(".address").textContent = url;
    dialog.querySelector(".for-group").hidden = !kind;
    const people = room.people.filter((one) => !one.gone);
    fill(dialog.querySelector("[name=person]"), people.map((one) => [one.id, one.name]), likely(column, kind));
    fill(dialog.querySelector("[name=group]"), rooms.map((one) => [one.id, one.title]));
  });
  if (!chosen) return;
  const person = Number(chosen.person);
  if (kind) {
    const group = Number(chosen.group);
    if (await attempt({ type: "AddBot", group, by: person, payload: query.get(kind) })) room.show(group);
  } else if (await attempt({ type: "OpenLink", person, url })) room.show(person);
}

/** Who most likely opens it: who reads it, or for an invitation somebody who has no part yet. */
function likely(column, kind) {
  const reader = room.person(column.me);
  if (kind || !reader?.role) return column.me;
  const open = room.columns.map((one) => room.person(one.id)).filter(Boolean);
  return [...open, ...room.people].find((one) => !one.role && !one.gone)?.id ?? column.me;
}
