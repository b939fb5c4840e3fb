// Names in text. A name is isolated, so that a control character in it cannot reverse the text that follows.

import { h } from "./dom.js";

/** Characters that are written from right to left, and those that control the direction. */
const DIRECTIONAL =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP = "\u2069";

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

/** Creates the elements of the name of a series; without a type if it stands for a whole source. */
export function seriesNames({ source, type }) {
  return h("span", { class: "name" }, type ? [nameOf(source), " · ", nameOf(type)] : nameOf(source));
}
