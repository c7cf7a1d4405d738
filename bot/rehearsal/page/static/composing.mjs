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
    this.commands = new Commands(form, this.field, (command) => this.send(command));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(this.field.value);
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
      this.send(this.field.value);
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

  async send(written) {
    if (!written.trim()) return;
    const { kind, number } = this.target ?? {};
    const about = kind === "edit" ? { message: number } : kind === "reply" ? { reply_to: number } : {};
    const type = kind === "edit" ? "Edit" : "Say";
    this.column.messages.toEnd();
    const kept = this.field.value;
    this.field.value = "";
    if (await attempt({ type, text: written, ...about, ...this.place() })) this.drop();
    else if (!this.field.value) this.field.value = kept;
  }

  reply(node) {
    this.take("reply", node, word("reply"));
  }

  edit(node) {
    this.take("edit", node, word("edit"));
    this.field.value = text(node);
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  take(kind, node, what) {
    if (this.target?.kind === "edit") this.field.value = "";
    this.target = { kind, number: node.facts.number };
    this.about.querySelector(".about-what").textContent = what;
    this.about.querySelector(".about-text").textContent = text(node).split("\n")[0];
    this.about.hidden = false;
    this.field.focus();
  }

  drop() {
    if (this.target?.kind === "edit") this.field.value = "";
    this.target = null;
    this.about.hidden = true;
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
    if (caption) this.field.value = "";
    this.column.messages.toEnd();
  }
}
