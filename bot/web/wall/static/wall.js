// The wall follows its workshop: it takes events, changes what has changed, and says when it is cut off.

import { follow } from "./following.js";
import { patch } from "./patching.js";
import { sliding } from "./slides.js";

const SAID_AT_MOST_EVERY = 20_000; // milliseconds; who listens is not to be interrupted all the time

const root = document.documentElement;
const { dataset } = document.body;
const shown = document.querySelector("[data-shown]");
const stale = document.querySelector("[data-stale]");
const said = document.querySelector("[data-said]");

root.dataset.live = "soon";
document.querySelector(".unscripted").remove();
const controls = document.querySelector("[data-slides]");
const arrange = sliding(shown, controls);
let at = dataset.at;
let saidLast = -Infinity;

function live() {
  root.dataset.live = "yes";
  stale.hidden = true;
  stale.textContent = "";
}

function lost() {
  if (root.dataset.live === "no") return;
  root.dataset.live = "no";
  stale.textContent = dataset.lost.replace("{time}", at);
  stale.hidden = false;
}

function show(view) {
  at = view.at;
  const fresh = new DOMParser().parseFromString(`<main data-shown>${view.html}</main>`, "text/html");
  patch(shown, fresh.querySelector("main"));
  arrange();
  if (view.said !== said.textContent && Date.now() - saidLast > SAID_AT_MOST_EVERY) {
    saidLast = Date.now();
    said.textContent = view.said;
  }
  live();
}

function gone() {
  // Whatever stood here is nobody's to see any more.
  document.querySelector(".top").remove();
  document.body.className = "off";
  root.dataset.live = "off";
  said.textContent = "";
  const sentence = document.createElement("h1");
  sentence.textContent = dataset.off;
  shown.replaceChildren(sentence);
  arrange();
  controls.remove();
}

follow(dataset.events, {
  view: show,
  alive: (beat) => {
    at = beat.at;
    live();
  },
  lost,
  gone,
});

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const scheme = document.querySelector("[data-scheme-switch]");

function isDark() {
  return root.dataset.scheme ? root.dataset.scheme === "dark" : prefersDark.matches;
}

function nameScheme() {
  scheme.textContent = isDark() ? dataset.light : dataset.dark;
}

function remember(name, address) {
  const changed = new URL(address, location.href);
  changed.searchParams.set("scheme", name);
  return changed.href;
}

scheme.addEventListener("click", (event) => {
  event.preventDefault();
  const name = isDark() ? "light" : "dark";
  root.dataset.scheme = name;
  document.querySelector("meta[name=color-scheme]").content = name;
  history.replaceState(null, "", remember(name, location.href));
  for (const link of document.querySelectorAll("[data-other]")) link.href = remember(name, link.href);
  nameScheme();
});
prefersDark.addEventListener("change", nameScheme);
nameScheme();

const full = document.querySelector("[data-full]");
full.hidden = !document.fullscreenEnabled;
full.addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen();
});
