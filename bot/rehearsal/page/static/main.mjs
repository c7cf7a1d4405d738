// The page: it hears what changes in the room, and shows it.

import * as columns from "./columns.mjs";
import * as desk from "./desk.mjs";
import { room } from "./room.mjs";

const away = document.getElementById("away");
let stream = null;

/**
 * Listen to the chats that are open; what was heard before is told anew.
 *
 * A window that nobody sees does not listen: a browser opens six connections to one place, and
 * windows that were left open would keep all of them.
 */
function listen() {
  stream?.close();
  if (document.hidden) return;
  const query = new URLSearchParams({
    language: document.body.dataset.language,
    chats: room.columns.map((one) => one.id).join(","),
  });
  stream = new EventSource(`/events?${query}`);
  stream.addEventListener("seen", (event) => seen(JSON.parse(event.data)));
  stream.addEventListener("open", () => {
    away.hidden = true;
  });
  stream.addEventListener("error", () => {
    away.hidden = false;
    desk.stopClock();
    // A browser gives up after an answer that is none; the rehearsal may be started again.
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

function seen(patch) {
  // What was replied to or edited went with its run.
  if (room.run !== patch.run) for (const column of room.columns) column.composing.drop();
  room.run = patch.run;
  if (patch.people) room.people = patch.people;
  if (patch.groups) room.groups = patch.groups;
  desk.apply(patch);
  for (const chat of patch.chats) columns.of(chat.id)?.apply(chat);
  columns.keepOnly(new Set(room.chats().map(([id]) => id)));
  columns.refresh();
  room.arrived(patch.version);
  document.body.dataset.version = patch.version;
}

columns.begin(listen);
document.addEventListener("visibilitychange", listen);
listen();
