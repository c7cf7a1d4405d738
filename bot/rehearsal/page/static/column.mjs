// A column: one chat, with its head, its messages and the place to write.

import { attempt } from "./acting.mjs";
import { fill } from "./asking.mjs";
import { Composing } from "./composing.mjs";
import { groupMenu, personMenu } from "./people.mjs";
import { Messages } from "./messages.mjs";
import { listen } from "./pressing.mjs";
import { room } from "./room.mjs";
import { tell, toast, word } from "./telling.mjs";

export class Column {
  /**
   * @param id of the chat.
   * @param changed called when another chat is chosen, with this column and the chat's id.
   * @param closed called when it is to be closed.
   */
  constructor(id, changed, closed) {
    this.id = id;
    this.chat = { title: "", commands: [], link: null, blocked: false };
    const template = document.getElementById("column").content;
    this.element = template.cloneNode(true).firstElementChild;
    this.find = (what) => this.element.querySelector(what);
    this.messages = new Messages(this.find(".scroll"), this.find(".messages"), this.find(".down"));
    this.composing = new Composing(this, this.find(".writing"));
    this.chooser = this.find(".chat");
    this.writer = this.find(".as");
    this.chooser.addEventListener("change", () => changed(this, Number(this.chooser.value)));
    this.writer.addEventListener("change", () => this.messages.side(this.me));
    this.find(".close").addEventListener("click", () => closed(this));
    const more = this.find("[data-menu=chat]");
    more.addEventListener("click", () => (this.private ? personMenu : groupMenu)(this, more));
    this.find(".hop").addEventListener("click", () => this.begin());
    for (const place of [".instead", ".empty"]) {
      this.find(place).addEventListener("click", (event) => this.instead(event));
    }
    listen(this);
  }

  get private() {
    return this.id > 0;
  }

  /** Who acts in this column: the person themselves, in a group who is chosen. */
  get me() {
    return this.private ? this.id : Number(this.writer.value);
  }

  /** Whether nothing can be written here now. */
  get closed() {
    return !this.find(".instead").hidden;
  }

  say(text) {
    return this.composing.say(text);
  }

  /** Go to where something is written, past all messages. */
  begin() {
    (this.closed ? this.find(".instead button") : this.composing.field)?.focus();
  }

  /** Show another chat from now on. */
  turn(id) {
    this.composing.turn(this.id, id);
    this.id = id;
    this.messages.arrange([]);
    this.messages.toEnd();
  }

  /** Take over what has changed in the chat. */
  apply(patch) {
    if (patch.title !== undefined) {
      const { title, kind, commands, link, blocked } = patch;
      this.chat = { title, kind, commands, link, blocked };
      this.composing.commands.offer(commands);
    }
    this.messages.apply(patch, this.me);
    for (const { text, alert } of patch.toasts) {
      (alert ? tell : toast)(`${this.chat.title}: ${text}`);
    }
    this.show();
  }

  /** Show who is here and what can be done. */
  show() {
    const elsewhere = new Set(room.columns.filter((one) => one !== this).map((one) => one.id));
    const chats = room.chats().map(([id, name]) => [id, name, elsewhere.has(id)]);
    fill(this.chooser, chats, this.id);
    this.element.setAttribute("aria-label", this.chat.title);
    this.find(".scroll").setAttribute("aria-label", word("messages", { chat: this.chat.title }));
    this.find(".writer").hidden = this.private;
    if (!this.private) {
      const people = room.people.filter((one) => !one.gone);
      fill(this.writer, people.map((one) => [one.id, one.name]));
    }
    const person = room.person(this.id);
    this.find(".state").textContent = this.private ? facts(person) : word(`bot-${room.group(this.id)?.bot || "left"}`);
    this.write(person);
  }

  /** The place to write, or what there is instead. */
  write(person) {
    const empty = this.messages.nodes.size === 0;
    const offers = [];
    let told = "";
    if (person?.gone) told = word("gone");
    else if (this.private && this.chat.blocked) {
      told = word("blocked");
      offers.push("unblock");
    } else if (this.private && empty) offers.push(...(this.chat.link ? ["link", "start"] : ["start"]));
    const instead = this.find(".instead");
    const typing = instead.querySelector(":focus-visible") !== null;
    const wanted = JSON.stringify([told, offers]);
    this.find(".empty").hidden = !empty;
    this.find(".messages").hidden = empty;
    if (empty) this.find(".empty").textContent = word(this.private ? "empty" : "empty-group");
    if (instead.dataset.made !== wanted) {
      instead.dataset.made = wanted;
      instead.replaceChildren(...(told ? [paragraph(told)] : []), ...offers.map(offer));
    }
    instead.hidden = !told && !offers.length;
    this.find(".writing").hidden = !instead.hidden;
    // Who works with the keyboard goes on where they were, though the button is gone.
    if (typing && !instead.contains(document.activeElement)) this.begin();
  }

  instead(event) {
    const button = event.target.closest("[data-offer]");
    if (!button) return;
    const action = {
      start: { type: "Start" },
      link: { type: "OpenLink", url: this.chat.link },
      unblock: { type: "Unblock" },
    }[button.dataset.offer];
    attempt({ person: this.id, ...action }, button);
  }
}

/** What there is to know about a person, in a word or two each; first what must not be cut off. */
function facts(person) {
  if (!person) return "";
  const { speaks, role, silent, blocked, gone } = person;
  const state = gone ? "is-gone" : blocked ? "has-blocked" : silent ? "is-silent" : null;
  return [state && word(state), role && word(`role-${role}`), speaks].filter(Boolean).join(" · ");
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

function offer(name, index) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.offer = name;
  button.className = index === 0 ? "main" : "";
  button.textContent = word(`offer-${name}`);
  return button;
}
