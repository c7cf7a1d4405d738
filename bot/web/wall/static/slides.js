// Nobody scrolls a projector: what does not fit there is shown in slides, one after the other.
// On other screens, without motion and on paper everything stands one below the other.

import { fitsWhole, show, showAll, slidesOf } from "./fitting.js";

const PROJECTOR = matchMedia(
  "screen and (min-width: 780px) and (min-height: 540px) and (min-aspect-ratio: 6/5)" +
    " and (prefers-reduced-motion: no-preference)",
);
const SECOND = 1_000; // milliseconds
const SHORTEST = 12; // seconds that a slide stays
const LONGEST = 60;
const READ = 20; // characters that are read in a second from the back row
const AT_REST = 60; // seconds after which a pointer that lies still holds no slide any more
const MOST_DOTS = 12;
const WAYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }; // also what clickers send

/** Show the page in slides while it is on a projector; returns what is to be called after each
 * change of the page: the slide that is seen stays. */
export function sliding(shown, controls) {
  const root = document.documentElement;
  const pause = controls.querySelector("[data-pause]");
  const count = controls.querySelector("[data-place]");
  const dots = controls.querySelector("[data-dots]");
  const words = { pause: pause.textContent, goOn: pause.dataset.goOn };
  let main = []; // slides of the stage
  let beside = []; // those of the names beside it
  let measured = ""; // what they were made of
  let number = 0;
  let turned = 0;
  let left = SHORTEST;
  let paused = false;
  let pointer = { at: "", moved: -Infinity };

  function arrange() {
    const [stage, aside] = boxes();
    if (!stage || !PROJECTOR.matches) return stop();
    if (measured === measure(stage, aside) && main.every(isThere) && beside.every(isThere)) return;
    const before = main;
    root.dataset.sliding = "";
    controls.hidden = true;
    controls.hidden = fitsWhole(stage) && fitsWhole(aside); // they take some room
    main = slidesOf(stage);
    beside = slidesOf(aside);
    controls.hidden = many() < 2;
    number = place(before);
    display();
    measured = measure(stage, aside);
  }

  /** Where what was seen is now. */
  function place(before) {
    const seen = before[number]?.parts.find((part) => part.isConnected);
    const found = main.findIndex(({ parts }) => parts.includes(seen));
    if (found >= 0) return found;
    left = seconds(main[0]);
    return 0;
  }

  function stop() {
    main = beside = [];
    measured = "";
    controls.hidden = true;
    delete root.dataset.sliding;
    showAll(shown);
  }

  function boxes() {
    return [shown.querySelector(".stage"), shown.querySelector("aside")];
  }

  function many() {
    return Math.max(main.length, beside.length);
  }

  function display() {
    const [stage, aside] = boxes();
    show(aside, beside[within(turned, beside.length)]);
    show(stage, main[number]);
    const [all, now] = main.length > 1 ? [main.length, number] : [many(), within(turned, many())];
    count.textContent = count.dataset.words.replace("{number}", now + 1).replace("{all}", all);
    const marks = Array.from({ length: all > MOST_DOTS ? 0 : all }, (_, one) => (one === now ? "●" : "○"));
    dots.textContent = marks.join(" ");
  }

  /** Go so many slides on, calmly. */
  function turn(by) {
    if (many() < 2) return;
    const change = () => {
      if (many() < 2) return; // meanwhile everything fits
      number = within(number + by, main.length);
      turned += by;
      root.dataset.slide = root.dataset.slide === "odd" ? "even" : "odd";
      display();
      left = seconds(main[number]);
    };
    if (!document.startViewTransition || document.hidden) return change();
    // A fade that is cut short by the next one is no error.
    document.startViewTransition(change).ready.catch(() => {});
  }

  function isHeld() {
    if (paused || document.hidden || controls.querySelector(":focus-visible")) return true;
    const isOver = shown.querySelector(".stage:hover") || controls.matches(":hover");
    return isOver && performance.now() - pointer.moved < AT_REST * SECOND;
  }

  function tick() {
    if (many() < 2 || isHeld()) return;
    left -= 1;
    if (left <= 0) turn(1);
  }

  pause.addEventListener("click", () => {
    paused = !paused;
    pause.textContent = paused ? words.goOn : words.pause;
  });
  controls.querySelector("[data-back]").addEventListener("click", () => turn(-1));
  controls.querySelector("[data-next]").addEventListener("click", () => turn(1));
  controls.addEventListener("click", ({ detail, target }) => {
    if (detail > 0) target.blur(); // who clicks with a pointer does not stay; whoever comes by keys does
  });
  addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || many() < 2 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    turn(way);
  });
  addEventListener("pointermove", ({ screenX, screenY }) => {
    // A browser tells of a move, too, when the page has moved below the pointer.
    const at = `${screenX} ${screenY}`;
    if (at !== pointer.at) pointer = { at, moved: performance.now() };
  });
  addEventListener("resize", arrange);
  PROJECTOR.addEventListener("change", arrange);
  setInterval(tick, SECOND);
  arrange();
  return arrange;
}

/** What decides on the slides of two boxes, besides their marks. */
function measure(...boxes) {
  return boxes.map((box) => `${box.clientWidth} ${box.clientHeight} ${box.textContent}`).join();
}

function isThere({ parts }) {
  return parts.every((part) => part.isConnected);
}

/** A number from 0 to below `many`, counted round and round. */
function within(number, many) {
  return ((number % many) + many) % many;
}

/** How long a slide stays: who reads slowly is to reach the end of what somebody wrote. */
function seconds({ parts }) {
  const written = parts.filter((part) => part.matches("blockquote, .own-words"));
  const text = written.map((part) => part.textContent.replace(/\s+/g, " ")).join("");
  return Math.min(LONGEST, Math.max(SHORTEST, Math.round(text.length / READ)));
}
