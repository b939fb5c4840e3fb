// Parts of the series view: the newest values as a table, and a rule that evaluates a series.

import { h, mark, text } from "../dom.js";
import { number, plural, seriesName, time } from "../format.js";
import { identity, keyOf, labelsIn } from "../labels.js";
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

/**
 * Returns the series that the query of a link names: `s` with source, type and labels of each, or `source`, `type` and
 * labels of one. Throws an error if it is malformed.
 */
export function seriesIn(given) {
  const ofOne = given.has("source") || given.has("type") ? [[given.get("source"), given.get("type"), labelsIn(given)]] : [];
  const all = given.has("s") ? JSON.parse(given.get("s")) : ofOne;
  const isText = (name) => typeof name === "string" && name;
  const isSeries = (one) => Array.isArray(one) && (one.length === 2 || one.length === 3) && isText(one[0]) && isText(one[1]) && isLabels(one[2]);
  if (!all.every(isSeries)) {
    throw new Error("expected source, type and labels");
  }
  const distinct = new Map(all.map(([source, type, labels]) => identity({ source, type, labels })).map((one) => [keyOf(one), one]));
  return [...distinct.values()];
}

function isLabels(given) {
  return given === undefined || (typeof given === "object" && given !== null && Object.values(given).every((value) => typeof value === "string"));
}

/** States the series that the server does not know. */
export function showUnknown(place, series) {
  place.hidden = !series.length;
  const names = series.map(seriesName).join(", ");
  text(place, series.length ? `The server has no values of ${names}. A series exists from its first value on; without stored data it ends with the process.` : "");
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
