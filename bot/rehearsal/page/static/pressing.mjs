// What can be clicked in messages: buttons, links of the bot, quotes, covered words, the menu.

import { attempt } from "./acting.mjs";
import { openMenu } from "./menus.mjs";
import { opened } from "./opening.mjs";
import { room } from "./room.mjs";
import { toast, word } from "./telling.mjs";

/** Listen to a column's messages. */
export function listen(column) {
  const { list } = column.messages;
  list.addEventListener("click", (event) => clicked(column, event));
  list.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".spoiler")) event.target.click();
  });
  list.addEventListener("contextmenu", (event) => {
    const node = event.target.closest(".message");
    if (!node?.facts.number || event.target.closest("a, img")) return;
    event.preventDefault();
    about(column, node, node.querySelector("[data-menu]"));
  });
}

function clicked(column, event) {
  const node = event.target.closest(".message");
  const target = event.target.closest(
    "[data-press], [data-open], [data-copy], [data-say], [data-more], [data-jump], [data-menu], .spoiler",
  );
  if (!node || !target) return;
  const { press, open, copy, say, jump } = target.dataset;
  if (press !== undefined) pressed(column, node, target, press);
  else if (open !== undefined) {
    event.preventDefault();
    opened(open, column);
  } else if (copy !== undefined) copied(copy);
  else if (say !== undefined) column.say(say);
  else if (jump !== undefined) column.messages.jump(jump);
  else if (target.matches(".spoiler")) target.classList.add("seen");
  else if (target.dataset.menu !== undefined) about(column, node, target);
  else unfold(target);
}

function pressed(column, node, button, data) {
  const { number, chat } = node.facts;
  const place = column.private ? {} : { chat };
  attempt({ type: "Press", person: column.me, message: number, button: data, ...place }, button);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(word("copied"));
  } catch {
    toast(word("not-copied", { text }), "wrong");
  }
}

function unfold(button) {
  const quote = button.closest(".long");
  quote.classList.add("open");
  quote.querySelector(".lines").tabIndex = -1;
  quote.querySelector(".lines").focus();
}

function about(column, node, button) {
  const { by, kind, number, chat } = node.facts;
  const own = by === column.me;
  const offered = {
    reply: !column.closed,
    copy: Boolean(node.querySelector(".text")),
    forward: !room.person(column.me)?.gone && !room.person(column.me)?.blocked,
    edit: own && kind === "text" && !column.closed,
    delete: column.private,
    remove: !column.private && own,
  };
  openMenu("message", button, (item) => offered[item], (item) => {
    if (item === "copy") copied(text(node));
    if (item === "reply") column.composing.reply(node);
    if (item === "edit") column.composing.edit(node);
    if (item === "forward") forward(column, number, chat);
    if (item === "delete" || item === "remove") {
      const place = column.private ? {} : { chat };
      attempt({ type: "Delete", person: column.me, message: number, ...place });
    }
  });
}

/** Forward a message into the private chat with the bot, and show it there. */
async function forward(column, message, chat) {
  const place = column.private ? {} : { chat };
  if (!(await attempt({ type: "PassOn", person: column.me, message, ...place }))) return;
  room.show(column.me).messages.toEnd();
}

/** The plain text of a message. */
export function text(node) {
  return node.querySelector(".text")?.innerText ?? "";
}
