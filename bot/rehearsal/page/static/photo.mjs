// A photo from a file, as Base64.

/** Let somebody choose a picture; null where none is chosen. */
export function base64() {
  const input = document.getElementById("photo");
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
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
