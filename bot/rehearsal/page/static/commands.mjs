// The bot's commands: shown while one is typed, or by the button beside the field.

let lists = 0;

export class Commands {
  /**
   * @param form holds the list and the button.
   * @param field in which is typed.
   * @param send called with the command that is chosen.
   */
  constructor(form, field, send) {
    this.field = field;
    this.send = send;
    this.all = [];
    this.place = 0;
    this.whole = false; // shown by the button, whatever is typed
    this.list = form.querySelector(".commands");
    this.button = form.querySelector("[data-commands]");
    this.list.id = `commands-${(lists += 1)}`;
    field.setAttribute("aria-controls", this.list.id);
    field.addEventListener("input", () => this.typed());
    field.addEventListener("blur", () => {
      // Who has come back meanwhile, by the button, wants to see the list.
      setTimeout(() => document.activeElement === field || this.hide(), 150);
    });
    this.button.setAttribute("aria-expanded", "false");
    this.button.setAttribute("aria-controls", this.list.id);
    this.button.addEventListener("mousedown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => {
      this.whole = this.list.hidden;
      if (this.whole) this.show(this.all);
      else this.hide();
      field.focus();
    });
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  /** The menu as the person has it now: names and what they do. */
  offer(all) {
    const same = JSON.stringify(all) === JSON.stringify(this.all);
    this.all = all;
    this.button.hidden = !all.length;
    if (same || this.list.hidden) return;
    if (this.whole) this.show(all);
    else this.typed();
  }

  typed() {
    this.whole = false;
    const written = this.field.value;
    const name = written.slice(1).toLowerCase();
    const fitting = /^\/\w*$/.test(written)
      ? this.all.filter(([command]) => command.startsWith(name))
      : [];
    // A command that is written out is meant, whatever else begins like it.
    this.show(fitting.sort(([one], [other]) => (other === name) - (one === name)));
  }

  show(commands) {
    if (!commands.length) {
      this.hide();
      return;
    }
    this.list.replaceChildren(...commands.map(([name, what], index) => this.option(name, what, index)));
    this.list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.mark(0);
  }

  option(name, what, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.dataset.command = `/${name}`;
    const command = document.createElement("b");
    command.textContent = `/${name}`;
    const words = document.createElement("span");
    words.textContent = what;
    words.dir = "auto";
    option.append(command, " ", words);
    return option;
  }

  mark(place) {
    const options = [...this.list.children];
    this.place = (place + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", index === this.place));
    options[this.place].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", options[this.place].id);
  }

  choose(option) {
    this.hide();
    this.send(option.dataset.command);
    this.field.focus();
  }

  hide() {
    this.list.hidden = true;
    this.list.replaceChildren();
    this.button.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  /** Handle a key while the list is shown; returns whether it was meant for the list. */
  key(event) {
    if (this.list.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark(this.place + step);
    else if (event.key === "Escape") this.hide();
    else if (event.key === "Enter" && !event.shiftKey) this.choose(this.list.children[this.place]);
    else if (event.key === "Tab") this.field.value = `${this.list.children[this.place].dataset.command} `;
    else return false;
    if (event.key === "Tab") this.hide();
    event.preventDefault();
    return true;
  }
}
