// The part of a rule's form that selects series by labels, and groups and combines them.

import { field, freshId, h, select } from "../dom.js";
import { labelRows } from "./labelrows.js";

const STREAMS = [
  ["", "Each series separately"],
  ["by", "One stream by labels"],
  ["all", "One stream per source"],
];
const COMBINATIONS = [
  ["", "Each event"],
  ["sum", "Sum"],
  ["avg", "Average"],
  ["min", "Minimum"],
  ["max", "Maximum"],
];

/** Creates the part for a rule; `fields` are those of its keys, and `value` returns the keys as they were entered. */
export function ruleLabels(rule, changed) {
  const match = labelRows(rule.match ?? {}, { title: "Series with", changed });
  const streams = select({}, STREAMS, rule.by ? (rule.by.length ? "by" : "all") : "");
  const names = h("input", { value: (rule.by ?? []).join(", "), autocomplete: "off" });
  const combine = select({}, COMBINATIONS, rule.combine ?? "");
  const fields = {
    streams: field("Evaluate", streams),
    by: field("By labels", names, "Names, separated by commas, such as uri, method"),
    combine: field("A stream is", combine, "Each event of its series, or the sum, average, minimum or maximum of their newest values"),
  };
  const show = () => {
    fields.by.hidden = streams.value !== "by";
    fields.combine.hidden = !streams.value;
  };
  streams.addEventListener("input", show);
  show();
  const id = freshId("match");
  const rows = h("div", { role: "group", "aria-labelledby": id }, h("p", { id, class: "muted" }, "Only series with these labels. An empty pattern matches series without the label."), match.element);
  const value = () => {
    const listed = names.value.split(",").map((name) => name.trim()).filter(Boolean);
    const patterns = match.value();
    return {
      match: Object.keys(patterns).length ? patterns : undefined,
      // an empty name lets the server ask for one
      by: streams.value === "" ? undefined : streams.value === "all" ? [] : listed.length ? listed : [""],
      combine: streams.value && combine.value ? combine.value : undefined,
    };
  };
  return {
    element: h("fieldset", {}, h("legend", {}, "Labels"), h("div", { class: "stack" }, rows, h("div", { class: "fields" }, Object.values(fields)))),
    fields: { by: fields.by, combine: fields.combine, match },
    value,
  };
}
