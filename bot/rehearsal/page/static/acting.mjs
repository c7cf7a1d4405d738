// What people and the page do: sent to the server, and what it says where that is impossible.

import { room } from "./room.mjs";
import { toast, word } from "./telling.mjs";

/** The server's sentence about what cannot be done. */
export class Impossible extends Error {}

/** Do something, and return when the page shows what came of it; throws `Impossible`. */
export async function act(action) {
  const answer = await posted(JSON.stringify(action));
  if (!answer.ok) throw new Impossible(await answer.text());
  await room.reached(Number(answer.headers.get("Room-Version")));
}

/** Post to the server; where it cannot be reached, the browser's own words help nobody. */
async function posted(body) {
  const headers = { "Content-Type": "application/json" };
  try {
    return await fetch(`/act?language=${document.body.dataset.language}`, { method: "POST", headers, body });
  } catch {
    throw new Impossible(word("unreachable"));
  }
}

/**
 * Do something and say it where that is impossible.
 *
 * @param action as `room/actions.py` describes it.
 * @param button is busy meanwhile; pressing it again does nothing, for many people click twice.
 * @returns whether it was done.
 */
export async function attempt(action, button = null) {
  if (button?.getAttribute("aria-busy") === "true") return false;
  button?.setAttribute("aria-busy", "true");
  try {
    await act(action);
    return true;
  } catch (problem) {
    toast(problem.message, "wrong");
    return false;
  } finally {
    button?.removeAttribute("aria-busy");
  }
}
