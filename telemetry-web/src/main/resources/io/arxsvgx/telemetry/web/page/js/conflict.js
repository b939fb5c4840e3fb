// The message that something was changed meanwhile, in another tab or by another user.

import { action, h } from "./dom.js";

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
