// Writing: what is typed, replies, edits, the menu of commands, what can be attached.

import { attempt } from "./acting.mjs";
import { openMenu } from "./menus.mjs";
import { Commands } from "./commands.mjs";
import { base64 } from "./photo.mjs";
import { text } from "./pressing.mjs";
import { word } from "./telling.mjs";

const SENT = { voice: "SendVoice", sticker: "SendSticker", location: "SendLocation", contact: "SendContact" };

export class Composing {
  constructor(column, form) {
    this.column = column;
    this.form = form;
    this.field = form.querySelector("textarea");
    this.about = form.querySelector(".about");
    this.target = null;
    this.drafts = new Map();
    this.commands = new Commands(form, this.field, (command) => this.say(command));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("keydown", (event) => this.key(event));
    form.querySelector("[data-drop]").addEventListener("click", () => this.drop());
    const attach = form.querySelector(".attach");
    attach.addEventListener("click", () => {
      openMenu("attach", attach, () => true, (item) => this.attach(item));
    });
  }

  key(event) {
    if (event.isComposing || this.commands.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
    if (event.key === "Escape" && this.target) this.drop();
    if (event.key === "ArrowUp" && !this.field.value && !this.target) {
      const node = this.column.messages.newestOf(this.column.me);
      if (node) {
        event.preventDefault();
        this.edit(node);
      }
    }
  }

  /** Where messages go: nothing more for the private chat. */
  place() {
    const person = this.column.me;
    return this.column.private ? { person } : { person, chat: this.column.id };
  }

  /** Send what is written; a change that has become empty is for the server to refuse. */
  async send() {
    const written = this.field.value;
    const { kind, number } = this.target ?? {};
    if (!written.trim() && kind !== "edit") return;
    const about = kind === "edit" ? { message: number } : kind === "reply" ? { reply_to: number } : {};
    this.column.messages.toEnd();
    const begun = this.lay();
    const type = kind === "edit" ? "Edit" : "Say";
    if (!(await attempt({ type, text: written, ...about, ...this.place() }))) this.takeUp(begun);
  }

  /** Send a command that was chosen; what else is being written stays. */
  async say(command) {
    this.column.messages.toEnd();
    const begun = /^\/\w*$/.test(this.field.value) ? this.lay() : null;
    const done = await attempt({ type: "Say", text: command, ...this.place() });
    if (begun && !done) this.takeUp(begun);
  }

  /** Take from the field what is sent, and give it back; a draft from before an edit is there again. */
  lay() {
    const begun = { chat: this.column.id, written: this.field.value, target: this.target };
    this.field.value = this.draft();
    this.aim(null);
    return begun;
  }

  /** What could not be sent stands in its chat's field again, if nothing else was begun meanwhile. */
  takeUp({ chat, written, target }) {
    if (chat !== this.column.id) this.drafts.set(chat, this.drafts.get(chat) || written);
    else if (!this.target && this.field.value === (target?.draft ?? "")) {
      this.field.value = written;
      this.aim(target);
    }
  }

  reply(node) {
    this.take("reply", node, word("reply"));
  }

  edit(node) {
    const draft = this.target?.kind === "edit" ? this.target.draft : this.field.value;
    this.take("edit", node, word("edit"), draft);
    this.field.value = text(node);
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  take(kind, node, what, draft = "") {
    if (kind === "reply" && this.target?.kind === "edit") this.drop();
    this.about.querySelector(".about-what").textContent = what;
    this.about.querySelector(".about-text").textContent = text(node).split("\n")[0];
    this.aim({ kind, number: node.facts.number, draft });
    this.field.focus();
  }

  aim(target) {
    this.target = target;
    this.about.hidden = !target;
  }

  /** What is in the field once it is sent: nothing, or after an edit what was begun before. */
  draft() {
    return this.target?.kind === "edit" ? this.target.draft : "";
  }

  /** Neither reply to nor edit a message any more. */
  drop() {
    if (this.target?.kind === "edit") this.field.value = this.draft();
    this.aim(null);
  }

  /** Another chat has its own draft; an edit that was begun is none. */
  turn(from, to) {
    this.drop();
    this.drafts.set(from, this.field.value);
    this.field.value = this.drafts.get(to) ?? "";
  }

  async attach(item) {
    if (item in SENT) await attempt({ type: SENT[item], ...this.place() });
    if (item === "sample") await this.media({ type: "SendPhoto" });
    if (item === "document") await this.media({ type: "SendDocument" });
    if (item === "photo" || item === "file") {
      const chosen = await base64(item);
      const { name, content } = chosen ?? {};
      if (chosen && item === "photo") await this.media({ type: "SendPhoto", content });
      if (chosen && item === "file") await this.media({ type: "SendDocument", content, name });
    }
    this.field.focus();
  }

  /** Send a picture or a file; what stands in the field goes below it. */
  async media(action) {
    const caption = this.target?.kind === "edit" ? "" : this.field.value.trim();
    if (!(await attempt({ ...action, caption, ...this.place() }))) return;
    if (this.field.value.trim() === caption) this.field.value = "";
    this.column.messages.toEnd();
  }
}
