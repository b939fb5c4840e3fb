// Parts of forms for the parameters of conditions: groups of controls, checkboxes, and what is read from them.

import { freshId, h, text } from "../dom.js";

/** Reads a number; text that is none goes to the server unchanged, which reports the error. */
export function readNumber(given) {
  const number = Number(given);
  return given.trim() !== "" && Number.isFinite(number) ? number : given;
}

/** Reads texts that are separated by commas. */
export function readTexts(given) {
  return given.split(",").map((one) => one.trim()).filter(Boolean);
}

/** Creates a labelled checkbox with room for help and for an error. */
export function checkbox(label, attributes, help) {
  const id = freshId("flag");
  const control = h("input", { type: "checkbox", id, "aria-describedby": `${id}-wrong ${id}-help`, ...attributes });
  const wrong = h("span", { class: "wrong", id: `${id}-wrong`, hidden: true });
  const line = h("span", { class: "choice" }, control, h("label", { for: id }, label));
  const element = h("div", { class: "field" }, line, h("span", { class: "help", id: `${id}-help` }, help), wrong);
  element.control = control;
  element.complain = (message) => {
    wrong.hidden = !message;
    text(wrong, message ?? "");
  };
  return element;
}

/** Creates a fieldset with a legend, help, content, and room for an error of the whole, which can have the focus. */
export function fieldGroup({ title, help, attributes = {} }, ...content) {
  const id = freshId("group");
  const wrong = h("p", { class: "wrong", id: `${id}-wrong`, tabindex: -1, hidden: true });
  const legend = h("legend", {}, title);
  const element = h(
    "fieldset",
    { class: "nested", "aria-describedby": help ? `${id}-help ${id}-wrong` : `${id}-wrong`, ...attributes },
    legend,
    h("div", { class: "stack" }, help ? h("p", { class: "help", id: `${id}-help` }, help) : null, content, wrong),
  );
  element.rename = (words) => text(legend, words);
  element.complain = (message) => {
    wrong.hidden = !message;
    text(wrong, message ?? "");
  };
  return element;
}

/** Splits the rest of a path such as `[1].parameters.value` into an index and what follows; null if there is no index. */
export function indexed(rest) {
  const found = /^\[(\d+)\]\.?(.*)$/s.exec(rest);
  return found ? [Number(found[1]), found[2]] : null;
}

/** Moves the focus after a row was removed: to the row that is at its place now, or else to the button that adds one. */
export function focusAfterRemoval(rows, index, selector, otherwise) {
  const next = rows[Math.min(index, rows.length - 1)];
  (next?.querySelector(selector) ?? otherwise).focus();
}
