// What rules evaluate: the series that they cover, and the limits of their values.

import { matches, number } from "../format.js";
import { labelsOf } from "../labels.js";

/** The conditions whose parameter `value` is a limit of the values of a series. */
const OF_VALUES = ["threshold", "count", "forecast"];

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Returns the parts of which the condition of a rule, or of a part, is composed. */
export function partsOf(parameters) {
  return Object.values(parameters)
    .flat()
    .filter((value) => isObject(value) && typeof value.condition === "string")
    .map((part) => ({ ...part, parameters: part.parameters ?? {} }));
}

/** Returns the events that the condition of a rule selects, by parameter. */
export function selectionsOf(parameters) {
  return Object.values(parameters).filter(isObject);
}

/** Returns the types of the events that a rule evaluates, also those of its parts; empty for any type. */
export function fieldsOf({ parameters }) {
  const inner = [...partsOf(parameters).flatMap(fieldsOf), ...selectionsOf(parameters).flatMap(({ field }) => field ?? [])];
  return [...new Set([parameters.field ?? [], inner].flat())];
}

/** Returns whether a rule evaluates the events of several series together. */
export function isOverSeries({ parameters }) {
  return partsOf(parameters).length > 0 || selectionsOf(parameters).length > 0;
}

/** Returns whether a text matches a pattern, of which the empty one matches only the absence of a label. */
const isMatched = (pattern, value) => (pattern === "" ? value === "" : matches(pattern, value));

/** Returns whether a rule evaluates the values of a series. */
export function covers(rule, series) {
  const own = Object.fromEntries(labelsOf(series));
  const fields = fieldsOf(rule);
  return (
    (!fields.length || fields.includes(series.type)) &&
    matches(rule.source, series.source) &&
    Object.entries(rule.match ?? {}).every(([name, pattern]) => isMatched(pattern, own[name] ?? ""))
  );
}

function limitsIn({ condition, parameters }, type, field) {
  const own = parameters.field ?? field;
  const inner = partsOf(parameters).flatMap((part) => limitsIn(part, type, own));
  if (own !== type || !OF_VALUES.includes(condition)) {
    return inner;
  }
  const levels = (parameters.levels ?? []).map(({ severity, value }) => ({ value, label: `${severity} ${number(value)}`, color: severity }));
  const limit = parameters.value === undefined ? [] : [{ value: parameters.value, label: `limit ${number(parameters.value)}`, color: "critical" }];
  return [...limit, ...levels, ...inner];
}

/** Returns the limits that a rule sets to the values of series of a type, as lines of a chart, each value once. */
export function limitsOf(rule, type) {
  const all = rule.combine ? [] : limitsIn(rule, type, undefined);
  return all.filter(({ value }, index) => all.findIndex((one) => one.value === value) === index);
}
