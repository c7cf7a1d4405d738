// The desk: the clock, who answers, the flow, starting anew.

import { attempt } from "./acting.mjs";
import { ask } from "./asking.mjs";
import { room } from "./room.mjs";

const desk = document.getElementById("desk");
const { language, zone } = document.body.dataset;
const locale = { de: "de-DE", en: "en-GB" }[language];
const asTime = new Intl.DateTimeFormat(locale, { timeZone: zone, timeStyle: "short" });
const asDay = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: "full" });
const asField = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
const clock = { at: null, told: 0, goes: false };

/** Take over what has changed. */
export function apply({ at, parts, acting }) {
  [clock.at, clock.told, clock.goes] = [new Date(at).getTime(), performance.now(), true];
  tick();
  for (const [name, html] of Object.entries(parts)) write(name, html);
  if (acting !== undefined) offerStop(acting);
}

/** People answer slowly, or can be stopped; the focus goes from one button to the other. */
function offerStop(acting) {
  const [slowly, stop] = ["#slowly", "#stop"].map((id) => desk.querySelector(id));
  const [shown, hidden] = acting ? [stop, slowly] : [slowly, stop];
  const focused = hidden === document.activeElement;
  [shown.hidden, hidden.hidden] = [false, true];
  if (focused) shown.focus();
}

/** The room cannot be heard: its clock stands until it tells its moment again. */
export function stopClock() {
  if (clock.goes) [clock.at, clock.goes] = [now().getTime(), false];
}

/** The room's moment now; its clock goes on as the machine's does. */
function now() {
  return new Date(clock.at + (clock.goes ? performance.now() - clock.told : 0));
}

function tick() {
  if (clock.at === null) return;
  desk.querySelector(".clock-time").textContent = asTime.format(now());
  desk.querySelector(".clock-day").textContent = asDay.format(now());
  desk.querySelector("#clock").dateTime = now().toISOString();
}

/** Write a part anew; the focus and what was unfolded stay. */
function write(name, html) {
  const place = desk.querySelector(`[data-part="${name}"]`);
  const focus = place.contains(document.activeElement) ? document.activeElement.id : "";
  const open = [...place.querySelectorAll("details[open]")].map((one) => one.id);
  place.innerHTML = html;
  for (const id of open) place.querySelector(`#${id}`)?.setAttribute("open", "");
  if (focus) (document.getElementById(focus) ?? desk).focus();
}

async function restart(button) {
  if (await ask("ask-restart")) await attempt({ type: "Restart" }, button);
}

desk.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { act, hours, let: answers, show } = button.dataset;
  if (act === "Restart" || button.id === "restart") restart(button);
  else if (act) attempt({ type: act }, button);
  else if (hours) attempt({ type: "Forward", hours: Number(hours) }, button);
  else if (answers) attempt({ type: "LetAnswer", person: Number(answers) }, button);
  else if (show) room.show(Number(show));
});

desk.addEventListener("change", (event) => {
  const { silent } = event.target.dataset;
  if (!silent) return;
  attempt({ type: "Silence", person: Number(silent), silent: event.target.checked });
});

const goto = desk.querySelector("#goto");
goto.moment.addEventListener("focus", () => {
  if (!goto.moment.value) goto.moment.value = asField.format(now()).replace(" ", "T");
});
goto.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { value } = goto.moment;
  const moment = value.length === "2027-01-30T17:00".length ? `${value}:00` : value;
  if (await attempt({ type: "GoTo", moment }, event.submitter)) goto.moment.value = "";
});

const more = desk.querySelector("#more-people");
more.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt({ type: "AddPeople", number: more.n.valueAsNumber }, event.submitter);
});

for (const link of desk.querySelectorAll("a[data-language]")) {
  link.addEventListener("click", () => {
    const url = new URL(location.href);
    url.searchParams.set("language", link.dataset.language);
    link.href = url;
  });
}

setInterval(tick, 1000);
