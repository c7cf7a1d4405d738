// What a person does with their phone beside writing, and what is done with a group.

import { attempt } from "./acting.mjs";
import { ask } from "./asking.mjs";
import { openMenu } from "./menus.mjs";
import { room } from "./room.mjs";

/** The menu of the person in a column. */
export function personMenu(column, button) {
  const person = room.person(column.id);
  const { simulated, silent, blocked, gone } = person;
  const offered = {
    answer: simulated && !gone,
    silence: simulated && !gone && !silent,
    speak: simulated && !gone && silent,
    language: !gone,
    block: !gone && !blocked,
    unblock: !gone && blocked,
    found: !gone,
    account: !gone,
  };
  openMenu("person", button, (item) => offered[item], (item) => done(item, person));
}

async function done(item, { id, language }) {
  const plain = {
    answer: { type: "LetAnswer" },
    silence: { type: "Silence", silent: true },
    speak: { type: "Silence", silent: false },
    block: { type: "Block" },
    unblock: { type: "Unblock" },
  }[item];
  if (plain) await attempt({ ...plain, person: id });
  if (item === "language") {
    const chosen = await ask("ask-language", (dialog) => {
      dialog.querySelector("select").value = language;
    });
    if (chosen) await attempt({ type: "SwitchLanguage", person: id, language: chosen.language });
  }
  if (item === "found") {
    const { kind, title } = (await ask("ask-found")) ?? {};
    if (kind && (await attempt({ type: "Found", by: id, kind, title }))) room.show(room.groups.at(-1).id);
  }
  if (item === "account" && (await ask("ask-account"))) {
    await attempt({ type: "DeleteAccount", person: id });
  }
}

/** The menu of the group in a column. */
export function groupMenu(column, button) {
  const { id, kind, bot } = room.group(column.id);
  const there = ["member", "administrator"].includes(bot);
  const offered = {
    "add-bot": !there,
    admin: bot === "member",
    migrate: kind === "group",
    "remove-bot": there,
  };
  openMenu("group", button, (item) => offered[item], (item) => {
    const by = column.me;
    const action = {
      "add-bot": { type: "AddBot", group: id, by },
      admin: { type: "MakeAdmin", group: id, by },
      migrate: { type: "Migrate", group: id },
      "remove-bot": { type: "RemoveBot", group: id, by },
    }[item];
    attempt(action, button);
  });
}
