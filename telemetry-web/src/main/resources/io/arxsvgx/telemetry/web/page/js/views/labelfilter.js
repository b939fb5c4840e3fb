// A filter by labels: a field for further ones, and a chip for each that is in force.

import { field, h, replace } from "../dom.js";
import { labelText, nameOf } from "../names.js";

/** Returns the label of an entered text such as `uri=/x`, as a pair of name and pattern; null if it names none. */
function labelOf(entered) {
  const at = entered.indexOf("=");
  return at > 0 ? [entered.slice(0, at).trim(), entered.slice(at + 1).trim()] : null;
}

/**
 * Creates a filter; `labels` are its patterns by name, which it changes, and `changed` is called after each change. The
 * result has the field, the chips, and the function `add` for the label of a chip elsewhere.
 */
export function labelFilter(labels, changed) {
  const chips = h("div", { class: "row", role: "group", "aria-label": "Filters by label" });
  const input = h("input", { type: "search", placeholder: "name=value, * for any text", autocomplete: "off", enterkeyhint: "done" });
  const line = field("Label", input);
  const show = () => {
    chips.hidden = !Object.keys(labels).length;
    replace(
      chips,
      Object.entries(labels).map((label) =>
        h(
          "span",
          { class: "chip" },
          nameOf(label[0]),
          label[1] === "" ? " absent" : [" = ", nameOf(label[1])],
          h("button", { type: "button", "aria-label": `Remove the filter ${labelText(label)}`, onclick: () => drop(label[0]) }, "×"),
        ),
      ),
    );
  };
  const drop = (name) => {
    delete labels[name];
    show();
    // the focus stays near the chip that is gone
    (chips.querySelector("button") ?? input).focus();
    changed();
  };
  const add = ([name, value]) => {
    if (labels[name] !== value) {
      labels[name] = value;
      show();
      changed();
    }
  };
  const enter = () => {
    const entered = input.value.trim();
    const label = labelOf(entered);
    line.complain(entered && !label ? "Enter a name and a value, such as uri=/x." : null);
    if (label) {
      input.value = "";
      add(label);
    }
  };
  input.addEventListener("change", enter);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      enter();
    }
  });
  show();
  return { field: line, chips, add };
}

/** Groups items by the value of a label, in order of the values; those without it come last. */
export function groupedBy(name, items, labels) {
  const groups = new Map();
  for (const item of items) {
    const value = Object.fromEntries(labels(item))[name] ?? "";
    groups.set(value, [...(groups.get(value) ?? []), item]);
  }
  return [...groups].sort(([a], [b]) => (a === "") - (b === "") || a.localeCompare(b, undefined, { numeric: true }));
}

/** Creates the contents of the heading of a group. */
export function groupTitle(name, value) {
  return value === "" ? ["Without ", nameOf(name)] : [nameOf(name), " = ", nameOf(value)];
}

/** Shows label names as the options of a selection, whose value stays. */
export function showNames(control, names) {
  const all = [...new Set([...names, control.value])].filter(Boolean).sort();
  if (control.dataset.names !== JSON.stringify(all)) {
    const { value } = control;
    control.dataset.names = JSON.stringify(all);
    replace(control, h("option", { value: "" }, "No label"), all.map((name) => h("option", { value: name }, name)));
    control.value = value;
  }
}
