// Rows of a label and a pattern, in a form.

import { h, text } from "../dom.js";

/** Creates the rows for patterns by label name, with a button that adds one; `changed` is called after one is removed. */
export function labelRows(patterns, { title, changed = () => {} }) {
  const rows = h("div", { class: "stack" });
  const inputs = (row) => [...row.querySelectorAll("input")];
  const add = (name, pattern) => {
    const row = h(
      "div",
      { class: "label-row" },
      h("input", { value: name, autocomplete: "off", "aria-label": `${title}: label`, placeholder: "label, such as uri" }),
      h("input", { value: pattern, autocomplete: "off", "aria-label": `${title}: pattern`, placeholder: "value, * for any text" }),
      h("button", { type: "button", class: "quiet", "aria-label": `${title}: remove`, onclick: () => {
        row.remove();
        button.focus();
        changed();
      } }, "×"),
    );
    rows.append(row);
    return row;
  };
  Object.entries(patterns).forEach(([name, pattern]) => add(name, pattern));
  const button = h("button", { type: "button", class: "quiet", onclick: () => add("", "").querySelector("input").focus() }, "Add a label");
  const wrong = h("p", { class: "wrong", hidden: true });
  return {
    element: h("div", { class: "stack" }, rows, wrong, h("div", {}, button)),
    /** Returns the patterns of the rows that name a label. */
    value: () => Object.fromEntries([...rows.children].map((row) => inputs(row).map((input) => input.value.trim())).filter(([name]) => name)),
    /** Shows an error of the label with a name, or of all of them; null removes the errors. */
    complain(message, name = "") {
      wrong.hidden = !message;
      text(wrong, message ?? "");
      for (const row of rows.children) {
        const isWrong = message && (!name || inputs(row)[0].value.trim() === name);
        inputs(row).forEach((input) => (isWrong ? input.setAttribute("aria-invalid", "true") : message ? null : input.removeAttribute("aria-invalid")));
      }
    },
  };
}
