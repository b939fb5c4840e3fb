// Names in text. A name is isolated, so that a control character in it cannot reverse the text that follows.

import { h } from "./dom.js";
import { labelsOf } from "./labels.js";

/** Characters that are written from right to left, and those that control the direction. */
const DIRECTIONAL =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP = "\u2069";
/** A longer label is cut where it is shown; its title is complete. */
const LABEL_SHOWN = 28;

/** Returns a name that ends as many isolates as it begins. */
function balanced(name) {
  let open = 0;
  let kept = "";
  for (const char of name) {
    if (char === POP && open === 0) {
      continue;
    }
    open += char === POP ? -1 : char >= "\u2066" && char <= FIRST_STRONG_ISOLATE ? 1 : 0;
    kept += char;
  }
  return kept + POP.repeat(open);
}

/** Returns a name for plain text, such as a label of a chart: isolated if it has to be, otherwise unchanged. */
export function isolated(name) {
  const given = String(name);
  return DIRECTIONAL.test(given) ? FIRST_STRONG_ISOLATE + balanced(given) + POP : given;
}

/** Isolates names within a text of the server. */
export function isolatedIn(words, ...names) {
  return names
    .filter((name) => isolated(name) !== String(name))
    .reduce((text, name) => text.replaceAll(name, isolated(name)), words);
}

/** Creates the element of a name. */
export function nameOf(name) {
  return h("bdi", {}, balanced(String(name)));
}

/** Creates the elements of the name of a series, with its labels; without a type if it stands for a whole source. */
export function seriesNames(series, options = {}) {
  const { source, type } = series;
  return h("span", { class: "name" }, type ? [nameOf(source), " · ", nameOf(type)] : nameOf(source), labelsOf(series).map((label) => [" ", labelChip(label, options)]));
}

/** Returns a label for plain text, such as `uri=/x`; the operator of a matcher takes the place of the sign. */
export function labelText([name, value, operator = "="]) {
  return `${isolated(name)}${operator}${isolated(value)}`;
}

/**
 * Creates the chip of a label, a pair of name and value, or of a matcher, with its operator as the third; as a button if
 * `pick` is given, which receives the label.
 */
export function labelChip(label, { pick = null } = {}) {
  const words = labelText(label);
  const parts = [nameOf(label[0]), label[2] ?? "=", nameOf(label[1])];
  const title = words.length > LABEL_SHOWN ? words : null;
  const chip = pick
    ? h("button", { type: "button", class: "label-chip", title, onclick: () => pick(label) }, parts)
    : h("span", { class: "label-chip", title }, parts);
  chip.label = label;
  return chip;
}

/**
 * Lets a click on a chip within links or buttons pick its label. A keyboard reaches the same filter by its field, since a
 * link cannot contain a button.
 */
export function pickLabels(element, pick) {
  element.addEventListener(
    "click",
    (event) => {
      const { label } = event.target.closest(".label-chip") ?? {};
      if (label && !event.defaultPrevented) {
        event.preventDefault();
        event.stopPropagation();
        pick(label);
      }
    },
    { capture: true },
  );
}
