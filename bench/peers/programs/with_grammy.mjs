// grammY on Node, as its documentation does it; with its runner, which handles updates concurrently.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(process.env.GRAMMY_FOLDER + "/");
const { Bot } = require("grammy");
const { run } = require("@grammyjs/runner");

const TEXT = "Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?";
const FIRST = 10_000_000;
const [what, url, token, concurrency] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot: url } });

async function marked() {
  for await (const line of createInterface({ input: process.stdin })) {
    const end = FIRST + Number(line);
    let next = FIRST;
    const worker = async () => {
      while (next < end) await bot.api.sendMessage(next++, TEXT);
    };
    await Promise.all(Array.from({ length: Number(concurrency) }, worker));
    console.log("done");
  }
}

if (what === "send") {
  await marked();
} else {
  bot.on("message:text", (context) => context.reply(context.message.text));
  run(bot);
}
