// A file of one's own, as Base64.

/** Let somebody choose a `photo` or a `file`: its name and content; null where none is chosen. */
export function base64(kind) {
  const input = document.getElementById(kind);
  input.value = "";
  return new Promise((resolve) => {
    const done = async () => {
      input.removeEventListener("change", done);
      input.removeEventListener("cancel", done);
      resolve(input.files.length ? await read(input.files[0]) : null);
    };
    input.addEventListener("change", done);
    input.addEventListener("cancel", done);
    input.click();
  });
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
