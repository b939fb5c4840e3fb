// Descriptions of rules.

import { exact, matches, seconds } from "../format.js";
import { labelsOf } from "../labels.js";
import { isolated } from "../names.js";

const COMPARED = { ">": "above", ">=": "at or above", "<": "below", "<=": "at or below", "==": "equal to", "!=": "not equal to" };

const COMBINED = { sum: "sum", avg: "average", min: "minimum", max: "maximum" };

/** Returns whether a text matches a pattern, of which the empty one matches only the absence of a label. */
const isMatched = (pattern, value) => (pattern === "" ? value === "" : matches(pattern, value));

/** Returns whether a rule evaluates the values of a series. */
export function covers(rule, series) {
  const own = Object.fromEntries(labelsOf(series));
  return (
    (rule.parameters.field ?? series.type) === series.type &&
    matches(rule.source, series.source) &&
    Object.entries(rule.match ?? {}).every(([name, pattern]) => isMatched(pattern, own[name] ?? ""))
  );
}

/** Returns a sentence on the series that a rule selects by labels, and on how it groups and combines them. */
function describeLabels({ match = {}, by, combine }) {
  const patterns = Object.entries(match ?? {}).map(([name, pattern]) => (pattern === "" ? `no ${isolated(name)}` : `${isolated(name)} = ${isolated(pattern)}`));
  const parts = patterns.length ? [`series with ${patterns.join(", ")}`] : [];
  if (by) {
    const names = by.map(isolated).join(", ");
    const stream = names ? `one stream for each ${names}` : "one stream of all series of a source";
    parts.push(combine ? `${stream}: the ${COMBINED[combine] ?? combine} of the newest values` : stream);
  }
  const words = parts.join("; ");
  return words ? ` ${words[0].toUpperCase()}${words.slice(1)}.` : "";
}

/** Returns sentences that describe what a rule checks, and on which series. */
export function describe(rule) {
  return `${describeCondition(rule)}${describeLabels(rule)}`;
}

function describeCondition(rule) {
  const { field = "any type", ...others } = rule.parameters;
  const where = rule.source && rule.source !== "*" ? ` of ${rule.source}` : "";
  const held = rule.for ? ` for ${seconds(rule.for)}` : "";
  if (rule.condition === "threshold") {
    const { operator, value, recovery } = others;
    const clears = recovery === undefined || recovery === null ? "" : `, clears at ${exact(recovery)}`;
    return `${field}${where} ${COMPARED[operator] ?? operator} ${exact(value)}${held}${clears}.`;
  }
  const rest = Object.entries(others)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${typeof value === "number" ? exact(value) : value}`)
    .join(", ");
  return `${rule.condition[0].toUpperCase()}${rule.condition.slice(1)} of ${field}${where}${rest ? ` (${rest})` : ""}${held}.`;
}
