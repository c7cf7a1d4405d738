// What the page knows of the room, for all its modules.

const SECONDS = 3;
let waiting = [];

export const room = {
  /** What the page shows by now; grows whenever something differs. */
  version: 0,
  run: 0,
  people: [],
  groups: [],
  /** The columns, in order. */
  columns: [],
  /** Show a chat: in its column, or in a new one. Set by `columns.mjs`. */
  show: () => {},

  /** The page shows this version now. */
  arrived(version) {
    this.version = version;
    waiting = waiting.filter(([wanted, done]) => wanted > version || done());
  },

  /** Return when the page shows a version, at least after a while. */
  reached(version) {
    if (version <= this.version) return Promise.resolve();
    return new Promise((resolve) => {
      waiting.push([version, resolve]);
      setTimeout(resolve, SECONDS * 1000);
    });
  },

  person(id) {
    return this.people.find((one) => one.id === id);
  },

  group(id) {
    return this.groups.find((one) => one.id === id);
  },

  /** Every chat that a column can show: its id and its name. */
  chats() {
    return [
      ...this.people.map(({ id, name }) => [id, name]),
      ...this.groups.map(({ id, title }) => [id, title]),
    ];
  },
};
