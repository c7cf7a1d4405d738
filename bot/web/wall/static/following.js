// Hearing of changes over one answer that does not end, with a new one whenever it breaks.

const SILENCE = 25_000; // milliseconds; the server says something every ten seconds
const LOOK = 1_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
const NOT_FOUND = 404;

/** Call `on.view` and `on.alive` with what is told, `on.lost` when nothing is heard any more or the
 * connection cannot be had again, `on.gone` when there is nothing to follow; after that no more. */
export function follow(address, on) {
  let heard = moment(); // what stands in the page was true when it came
  let failed = 0;
  let over = false;
  let connection = null;
  let waiting = null;

  async function connect() {
    clearTimeout(waiting);
    connection?.abort();
    const mine = (connection = new AbortController());
    try {
      const answer = await fetch(address, { signal: mine.signal, cache: "no-store" });
      if (answer.status === NOT_FOUND) return end();
      if (!answer.ok) throw new Error("no stream");
      for await (const [kind, data] of events(answer.body)) {
        if (mine.signal.aborted) return;
        if (kind === "gone") return end();
        heard = moment();
        failed = 0;
        on[kind]?.(data);
      }
    } catch {
      // What is wrong does not matter: it is tried again.
    }
    if (!over && connection === mine) again();
  }

  function again() {
    if (failed > 0) on.lost(); // the first attempt may go well before anybody has noticed
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failed);
    failed += 1;
    waiting = setTimeout(connect, pause * (0.5 + Math.random() / 2));
  }

  function end() {
    over = true;
    clearInterval(looking);
    clearTimeout(waiting);
    connection?.abort();
    on.gone();
  }

  function look() {
    if (over || since(heard) <= SILENCE) return;
    on.lost();
    heard = moment(); // and so that long is waited again
    connect();
  }

  function now() {
    if (over) return;
    const silent = since(heard) > SILENCE;
    if (silent) on.lost();
    if (silent || failed > 0) connect();
  }

  const looking = setInterval(look, LOOK);
  addEventListener("online", now);
  addEventListener("pageshow", now);
  document.addEventListener("visibilitychange", () => document.hidden || now());
  connect();
}

/** Now, by both clocks: one may be set back, the other may stand still while the machine sleeps. */
function moment() {
  return { date: Date.now(), ran: performance.now() };
}

/** Milliseconds since a moment. */
function since({ date, ran }) {
  return Math.max(Date.now() - date, performance.now() - ran);
}

/** The events of a stream, as kind and data (HTML standard, section 9.2). */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const whole = text.split("\n\n");
    text = whole.pop();
    for (const one of whole) {
      const fields = Object.fromEntries(one.split("\n").map((line) => line.split(/: (.*)/, 2)));
      if (fields.event) yield [fields.event, JSON.parse(fields.data ?? "null")];
    }
  }
}
