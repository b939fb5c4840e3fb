// The events that a condition over several series selects, in a form.

import { field, h } from "../dom.js";
import { checkbox, fieldGroup, readTexts } from "./formparts.js";
import { labelRows } from "./labelrows.js";

const MATCH = ".match";

/** Creates the fields of a parameter that selects events: their type, labels and statuses, and whether they are counted. */
export function selectionFields(parameter, given, { changed }) {
  const known = given ?? parameter.default ?? {};
  const shown = Array.isArray(known.status) ? known.status.join(", ") : (known.status ?? "");
  const type = h("input", { name: "field", value: known.field ?? "", autocomplete: "off" });
  const status = h("input", { name: "status", value: shown, autocomplete: "off" });
  const match = labelRows(known.match ?? {}, { title: `${parameter.title}: events with`, changed });
  const fields = {
    ".field": field("Field (optional)", type, "The type of the events; by default the field of the whole rule."),
    ".status": field("Status (optional)", status, "Only events with one of these statuses. Separated by commas."),
    ".count": checkbox("Count", { name: "count", checked: known.count === true }, "Count the events instead of adding their values."),
  };
  const { control: count } = fields[".count"];
  const element = fieldGroup(
    parameter,
    h("div", { class: "fields" }, Object.values(fields)),
    h("p", { class: "help" }, "Only events of series with these labels. An empty pattern matches series without the label."),
    match.element,
  );
  const statuses = () => (status.value === shown && Array.isArray(known.status) ? known.status : readTexts(status.value));
  const patterns = () => {
    const named = match.value();
    return Object.keys(named).length || (known.match && !Object.keys(known.match).length) ? named : undefined;
  };
  const read = (texts) => {
    const all = {
      field: type.value.trim() || undefined,
      match: patterns(),
      status: texts.length ? texts : undefined,
      count: count.checked || known.count === false ? count.checked : undefined,
    };
    const set = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return given !== undefined || parameter.required || Object.keys(set).length ? set : undefined;
  };
  return {
    element,
    value: () => read(statuses()),
    entered: () => read(status.value === shown ? (known.status ?? "") : status.value),
    complain(rest, message) {
      const key = Object.keys(fields).find((one) => rest === one || rest.startsWith(`${one}[`));
      if (key) {
        fields[key].complain(message);
      } else if (rest.startsWith(MATCH)) {
        match.complain(message, rest.slice(MATCH.length + 1));
      } else {
        element.complain(message);
      }
      return true;
    },
    clear: () => [element, match, ...Object.values(fields)].forEach((one) => one.complain(null)),
  };
}
