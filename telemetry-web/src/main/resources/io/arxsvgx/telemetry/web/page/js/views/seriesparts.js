// Parts of the series view: the newest values as a table, and a rule that evaluates a series.

import { h, mark } from "../dom.js";
import { number, plural, time } from "../format.js";
import { nameOf, seriesNames } from "../names.js";
import { describe } from "./ruletext.js";

const TABLE_ROWS = 50;

/** Creates the table of the newest values of several series; `tableOf` returns the times and values of one. */
export function valuesTable(chosen, tableOf) {
  const entries = chosen.flatMap((series) => {
    const [times, values] = tableOf(series).map((list) => list.slice(-TABLE_ROWS));
    return times.map((at, index) => [at, series, values[index]]);
  });
  entries.sort((a, b) => b[0] - a[0]);
  const rows = entries
    .slice(0, TABLE_ROWS)
    .map(([at, series, value]) =>
      h("tr", {}, h("td", {}, time(new Date(at * 1000).toISOString())), h("td", {}, seriesNames(series)), h("td", { class: "number" }, number(value))),
    );
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, h("th", {}, "Time"), h("th", {}, "Series"), h("th", { class: "number" }, "Value"))),
    h("tbody", {}, rows),
  );
}

/** Creates the entry of a rule that links to it. */
export function ruleEntry(rule) {
  return h(
    "li",
    {},
    h(
      "a",
      { class: "entry", href: `#/rules/${encodeURIComponent(rule.rule_id)}` },
      mark(rule.severity),
      h("span", { class: "first" }, nameOf(rule.name)),
      h("span", { class: `pill ${rule.live.alerts ? "firing" : ""}` }, rule.enabled ? plural(rule.live.alerts, "alert") : "disabled"),
      h("span", { class: "second" }, describe(rule)),
    ),
  );
}
