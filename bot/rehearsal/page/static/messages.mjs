// The messages of one chat: put into their places, and the place where somebody reads is kept.

const NEAR = 80;

export class Messages {
  /**
   * @param scroll the element that scrolls.
   * @param list the element that holds the messages.
   * @param down the button that leads to the newest one.
   */
  constructor(scroll, list, down) {
    Object.assign(this, { scroll, list, down });
    this.nodes = new Map();
    this.unread = 0;
    this.follow = true;
    scroll.addEventListener("scroll", () => {
      this.follow = this.atEnd();
      this.down.hidden = this.follow;
      if (this.follow) this.read();
    });
    down.addEventListener("click", () => this.toEnd());
    // What grows above, for example a picture, must not move the end away.
    new ResizeObserver(() => this.settle()).observe(list);
    new ResizeObserver(() => this.settle()).observe(scroll);
  }

  /** Take over what has changed; `me` is the person whose messages stand on the other side. */
  apply(patch, me) {
    const known = this.nodes.size > 0;
    for (const change of patch.changed) this.put(change);
    if (patch.order) {
      const added = this.arrange(patch.order);
      if (known && !(this.follow && this.shown())) this.count(added);
    }
    this.side(me);
    this.settle();
  }

  put({ key, html, ...facts }) {
    let node = this.nodes.get(key);
    if (!node) {
      node = document.createElement("article");
      node.className = "message";
      node.dataset.key = key;
      this.nodes.set(key, node);
    }
    node.facts = facts;
    if (node.source === html) return;
    const focus = node.contains(document.activeElement) ? place(document.activeElement) : null;
    node.source = html;
    node.innerHTML = html;
    if (focus) (node.querySelector(focus) ?? this.scroll).focus();
  }

  /** Put the nodes into this order and drop all others; returns the keys that are new. */
  arrange(order) {
    const kept = new Set(order);
    for (const [key, node] of this.nodes) {
      if (kept.has(key)) continue;
      if (node.contains(document.activeElement)) this.scroll.focus();
      node.remove();
      this.nodes.delete(key);
    }
    const added = [];
    let here = this.list.firstElementChild;
    for (const key of order) {
      const node = this.nodes.get(key);
      if (node === here) {
        here = here.nextElementSibling;
        continue;
      }
      if (!node.isConnected) added.push(key);
      this.list.insertBefore(node, here);
    }
    return added;
  }

  side(me) {
    for (const node of this.nodes.values()) {
      node.classList.toggle("mine", node.facts.by === me);
    }
  }

  count(added) {
    if (!added.length) return;
    if (!this.unread) this.nodes.get(added[0])?.classList.add("first-unread");
    this.unread += added.length;
    this.down.querySelector(".unread").textContent = this.unread;
    this.down.hidden = this.follow;
  }

  /** Whether somebody can see it; on a narrow window only one chat is shown. */
  shown() {
    return this.scroll.offsetParent !== null;
  }

  read() {
    this.unread = 0;
    this.down.querySelector(".unread").textContent = "";
    this.down.hidden = true;
  }

  /** Stay at the end, and count as read what is seen there. */
  settle() {
    if (!this.shown()) return;
    for (const quote of this.list.querySelectorAll(".long:not(.open)")) {
      const lines = quote.querySelector(".lines");
      quote.classList.toggle("short", lines.scrollHeight <= lines.clientHeight + 1);
    }
    this.down.hidden = this.follow;
    if (!this.follow) return;
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.read();
  }

  atEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR;
  }

  toEnd() {
    this.follow = true;
    this.read();
    for (const node of this.list.querySelectorAll(".first-unread")) {
      node.classList.remove("first-unread");
    }
    this.settle();
  }

  /** Show the message that somebody replied to. */
  jump(key) {
    const node = this.nodes.get(key);
    if (!node) return;
    this.follow = false;
    node.scrollIntoView({ block: "center" });
    node.classList.add("found");
    setTimeout(() => node.classList.remove("found"), 1500);
  }

  /** The newest message of a person that can be edited. */
  newestOf(person) {
    return [...this.list.children].findLast(
      (node) => node.facts.by === person && node.facts.kind === "text",
    );
  }
}

/** How an element is found again after the message was written anew. */
function place(element) {
  for (const name of ["press", "open", "copy", "menu", "jump"]) {
    if (element.dataset[name] !== undefined) {
      return `[data-${name}="${CSS.escape(element.dataset[name])}"]`;
    }
  }
  return null;
}
