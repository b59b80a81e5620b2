// @ts-check
/** The files that the module has, offered in every field that names one. Without a list one writes the name. */

let isAsked = false;

export async function offerFiles() {
  if (isAsked) return;
  isAsked = true;
  const list = /** @type {HTMLDataListElement} */ (document.getElementById("module-files"));
  try {
    const response = await fetch("files.json", { headers: { Accept: "application/json" } });
    const { files = [] } = response.ok ? /** @type {{files?: {name: string}[]}} */ (await response.json()) : {};
    list.replaceChildren(...files.map(({ name }) => new Option(name, name)));
  } catch {
    isAsked = false; // asked again with the next field, when the line may be back
  }
}
