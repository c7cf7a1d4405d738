// Which parts of a box are shown together, so that each slide fits into it. A page marks them:
// a slide stays within a [data-chapter], keeps a [data-together] whole where it can, and never cuts
// a [data-part]. What is not on the slide waits ([data-waits]) out of sight, where it can be read out.

/** Sizes of letters with columns of quotes, the best first; the small ones where a part is long. */
const LAYOUTS = [
  ...[[1.45, 1], [1.3, 1], [1.15, 1], [1.15, 2], [1, 1], [1, 2]],
  ...[0.85, 0.7, 0.6, 0.5].map((size) => [size, 1]),
];
const USUAL = LAYOUTS.filter(([size]) => size === 1); // in which it is decided what fits

/** Whether nothing has to wait. */
export function fitsWhole(box) {
  return fits(box, partsOf(box));
}

/** The slides of a box, each with its parts and the layout in which they fit. */
export function slidesOf(box) {
  const chapters = [...box.querySelectorAll("[data-chapter]")];
  const found = fitsWhole(box) ? [] : chapters.flatMap((one) => ofChapter(box, one));
  return (found.length > 0 ? found : [partsOf(box)]).map((parts) => slide(box, parts));
}

/** Show a slide of a box, and nothing else of what may wait. */
export function show(box, { parts, layout: [size, columns] }) {
  const shown = new Set(parts);
  box.style.setProperty("--columns", columns);
  for (const one of partsOf(box)) {
    one.toggleAttribute("data-waits", !shown.has(one));
    if (shown.has(one)) one.style.setProperty("--fit", size);
  }
  for (const one of box.querySelectorAll("[data-chapter], [data-together]:not([data-part])")) {
    one.toggleAttribute("data-waits", !partsOf(one).some((part) => shown.has(part)));
  }
}

/** Nothing waits any more. */
export function showAll(box) {
  for (const one of box.querySelectorAll("[data-waits]")) one.removeAttribute("data-waits");
  for (const one of box.querySelectorAll("[style]")) one.removeAttribute("style");
}

function partsOf(box) {
  return [...box.querySelectorAll("[data-part]")];
}

function ofChapter(box, chapter) {
  const slides = [];
  let parts = [];
  for (const group of groups(chapter)) {
    if (parts.length > 0 && fits(box, [...parts, ...group])) {
      parts = [...parts, ...group];
      continue;
    }
    if (parts.length > 0) slides.push(parts);
    parts = group;
    if (!fits(box, group)) {
      slides.push(...evenly(box, group));
      parts = [];
    }
  }
  return parts.length > 0 ? [...slides, parts] : slides;
}

/** The parts of a chapter, those that belong together in one list. */
function groups(chapter) {
  const found = new Map();
  for (const part of partsOf(chapter)) {
    const whole = part.closest("[data-together]") ?? part;
    found.set(whole, [...(found.get(whole) ?? []), part]);
  }
  return [...found.values()];
}

/** As few slides as possible, with as many parts each where that fits too. */
function evenly(box, parts) {
  const full = [[]];
  for (const part of parts) {
    const last = full.at(-1);
    if (last.length === 0 || fits(box, [...last, part])) last.push(part);
    else full.push([part]);
  }
  const even = cut(parts, full.length);
  return even.every((one) => fits(box, one)) ? even : full;
}

function cut(parts, many) {
  const ends = Array.from({ length: many + 1 }, (_, number) => Math.ceil((number * parts.length) / many));
  return ends.slice(1).map((end, number) => parts.slice(ends[number], end));
}

/** Parts in the largest letters in which they fit. */
function slide(box, parts) {
  const layout = LAYOUTS.find((one) => fitsIn(box, parts, one)) ?? LAYOUTS.at(-1);
  return { parts, layout };
}

function fits(box, parts) {
  return USUAL.some((layout) => fitsIn(box, parts, layout));
}

function fitsIn(box, parts, layout) {
  show(box, { parts, layout });
  // A pixel, because both are rounded.
  return box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;
}
