// The message that something was changed meanwhile, in another tab or by another user.

import { getVersion } from "./api.js";
import { action, h, notice } from "./dom.js";

/**
 * Creates the message about a change that the server refused, because its version is another one. `reload` discards the
 * change and loads the version of the server; `overwrite` saves the change over the given version, or again if there is
 * none, because it was removed. After either the message goes away, unless it fails.
 */
export function conflictBox(what, version, { reload, overwrite }) {
  const box = h(
    "div",
    { class: "error conflict", role: "alert", tabindex: -1 },
    h(
      "p",
      {},
      `This ${what} was ${version ? "changed" : "removed"} meanwhile, in another tab or by another user. Your change is not saved.`,
    ),
    h(
      "div",
      { class: "row" },
      action(version ? "Load the other version" : "Discard my change", {}, async () => {
        await reload();
        box.remove();
      }),
      action(version ? "Overwrite it" : "Save it again", { class: "danger" }, async () => {
        await overwrite(version);
        box.remove();
      }),
    ),
  );
  return box;
}

/**
 * Runs a change of something in a list, with its path and version, if it is still as the list shows it. Otherwise, a notice
 * says so. The list is loaded again in both cases.
 */
export async function ifUnchanged(path, isAsShown, { what, run, reload }) {
  const gone = (error) => {
    if (error.status === 404) {
      return { value: null, version: "" };
    }
    throw error;
  };
  const { value, version } = await getVersion(path).catch(gone);
  let isDone = value !== null && isAsShown(value);
  if (isDone) {
    try {
      await run(path, version);
    } catch (error) {
      if (!error.isConflict && error.status !== 404) {
        throw error;
      }
      isDone = false;
    }
  }
  if (!isDone) {
    notice(`The ${what} was ${value ? "changed" : "removed"} meanwhile, in another tab or by another user. Nothing was done; the list is up to date now.`, "bad", `changed ${path}`);
  }
  await reload();
}
