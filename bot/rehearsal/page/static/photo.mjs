// A file of one's own, as Base64.

import { toast, word } from "./telling.mjs";

/** Bytes; what is larger is not even read, for a long film would take all of the page's memory. */
const MOST = 10_000_000;

/** Let somebody choose a `photo` or a `file`: its name and content; null where none can be sent. */
export function base64(kind) {
  const input = document.getElementById(kind);
  input.value = "";
  return new Promise((resolve) => {
    const done = async () => {
      input.removeEventListener("change", done);
      input.removeEventListener("cancel", done);
      resolve(input.files.length && fits(input.files[0]) ? await read(input.files[0]) : null);
    };
    input.addEventListener("change", done);
    input.addEventListener("cancel", done);
    input.click();
  });
}

/** Whether a file can be sent; says why it cannot. */
function fits({ size }) {
  const wrong = size > MOST ? "too-large" : size ? null : "nothing-in-it";
  if (wrong) toast(word(wrong), "wrong");
  return !wrong;
}

function read(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve({ name: file.name, content: reader.result.slice(reader.result.indexOf(",") + 1) });
    };
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
