// Changing a part of the page into another with as little as possible: what stays the same stays in
// its place, so that bars move instead of jumping and only what is new grows in.

const OURS = new Set(["data-waits", "style"]); // set by the page itself; see fitting.js

/** Let an element become what another one is. */
export function patch(here, there) {
  attributes(here, there);
  const wantedKeys = new Set([...there.children].map((child) => child.dataset.key));
  const known = new Map();
  for (const child of [...here.children]) {
    const { key } = child.dataset;
    if (key && !wantedKeys.has(key)) child.remove();
    else if (key) known.set(key, child);
  }
  let place = here.firstChild;
  for (const wanted of [...there.childNodes]) {
    const match = found(wanted, place, known);
    if (match === null) {
      here.insertBefore(document.importNode(wanted, true), place);
      continue;
    }
    if (match === place) place = place.nextSibling;
    else here.insertBefore(match, place);
    if (wanted.nodeType === Node.TEXT_NODE) {
      if (match.data !== wanted.data) match.data = wanted.data;
    } else {
      patch(match, wanted);
    }
  }
  while (place !== null) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

/** What may become the wanted node: the element with its key, or the next one if it is alike. */
function found(wanted, place, known) {
  const key = wanted.dataset?.key;
  if (key) {
    const kept = known.get(key);
    return kept && kept.nodeName === wanted.nodeName ? kept : null;
  }
  if (place === null || place.nodeName !== wanted.nodeName || place.dataset?.key) return null;
  return place.nodeType === wanted.nodeType ? place : null;
}

function attributes(here, there) {
  for (const { name } of [...here.attributes]) {
    if (!OURS.has(name) && !there.hasAttribute(name)) here.removeAttribute(name);
  }
  for (const { name, value } of there.attributes) {
    if (here.getAttribute(name) !== value) here.setAttribute(name, value);
  }
}
