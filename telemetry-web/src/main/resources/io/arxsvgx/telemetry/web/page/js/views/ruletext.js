// Descriptions of rules.

import { exact, seconds } from "../format.js";
import { isolated } from "../names.js";
import { isOverSeries } from "./rulescope.js";

const COMPARED = { ">": "above", ">=": "at or above", "<": "below", "<=": "at or below", "==": "equal to", "!=": "not equal to" };

const COMBINED = { sum: "sum", avg: "average", min: "minimum", max: "maximum" };

const FUNCTIONS = { ...COMBINED, count: "number of values", stddev: "standard deviation" };

const isGiven = (value) => value !== undefined && value !== null;

const listed = (values) => values.map((one) => isolated(one)).join(", ");

const compared = (operator, value) => `${COMPARED[operator] ?? operator} ${exact(value)}`;

const over = ({ window, within }) => (isGiven(window) ? ` over ${exact(window)} values` : isGiven(within) ? ` over ${seconds(within)}` : "");

function figure({ function: name, quantile }) {
  return name === "quantile" ? `${exact(quantile)} quantile` : (FUNCTIONS[name] ?? name);
}

/** Describes events that a condition selects. */
function selected({ field, match = {}, status = [], count }, on) {
  const patterns = Object.entries(match).map(([name, pattern]) => (pattern === "" ? `no ${isolated(name)}` : `${isolated(name)} = ${isolated(pattern)}`));
  const conditions = [...patterns, ...(status.length ? [`status ${listed(status)}`] : [])];
  return `${count ? "number" : "sum"} of ${field === undefined ? on : isolated(field)}${conditions.length ? ` with ${conditions.join(", ")}` : ""}`;
}

/**
 * The words for a condition with the parameters that it needs. `on` names the events, `held` is the time for which the
 * condition must hold, and `part` describes a part.
 */
const WORDS = {
  threshold: {
    needs: ["operator", "value"],
    words: ({ operator, value, recovery }, { on, held }) => `${on} ${compared(operator, value)}${held}${isGiven(recovery) ? `, clears at ${exact(recovery)}` : ""}`,
  },
  absence: { needs: ["after"], words: ({ after }, { on, held }) => `no event of ${on} for ${seconds(after)}${held && `, then${held}`}` },
  flatline: { needs: ["after"], words: ({ after }, { on, held }) => `${on} unchanged for ${seconds(after)}${held && `, then${held}`}` },
  rate: {
    needs: ["operator", "value"],
    words: (given, { on, held }) => `rate of ${given.counter ? "the counter " : ""}${on} ${compared(given.operator, given.value)} per second${over(given)}${held}`,
  },
  aggregate: {
    needs: ["function", "operator", "value"],
    words: (given, { on, held }) => `${figure(given)} of ${on}${over(given)} ${compared(given.operator, given.value)}${held}`,
  },
  count: {
    needs: ["operator", "value", "times", "within"],
    words: ({ operator, value, times, within }, { on, held }) => `at least ${exact(times)} values of ${on} ${compared(operator, value)} within ${seconds(within)}${held}`,
  },
  status_ratio: {
    needs: ["status", "operator", "value"],
    words: (given, { on, held }) => `share of ${on} with status ${listed(given.status)}${over(given)} ${compared(given.operator, given.value)}${held}`,
  },
  ratio: {
    needs: ["numerator", "denominator", "operator", "value"],
    words: (given, { on, held }) =>
      `${selected(given.numerator, on)}, divided by ${selected(given.denominator, on)}${over(given)}, ${compared(given.operator, given.value)}${held}`,
  },
  forecast: {
    needs: ["operator", "value", "horizon"],
    words: ({ operator, value, horizon }, { on, held }) => `forecast of ${on} ${compared(operator, value)} within ${seconds(horizon)}${held}`,
  },
  all_of: { needs: ["conditions"], words: composed },
  any_of: { needs: ["conditions"], words: composed },
  not: { needs: ["conditions"], words: ({ conditions }, { held, part }) => `not (${conditions.map(part).join("; ")})${held}` },
  sequence: {
    needs: ["conditions", "within"],
    words: ({ conditions, within }, { held, part }) => `in this order within ${seconds(within)} (${conditions.map(part).join("; then ")})${held}`,
  },
};

function composed({ conditions }, { name, held, part }) {
  return `${name.replace("_", " ")} (${conditions.map(part).join("; ")})${held}`;
}

/** Describes a threshold that has a limit for each severity. */
function levelled({ operator, levels, recovery }, { on, held }) {
  const limits = levels.map(({ severity, value }) => `${exact(value)} (${severity})`).join(", ");
  return `${on} ${COMPARED[operator] ?? operator} ${limits}${held}${isGiven(recovery) ? `, clears at ${exact(recovery)}` : ""}`;
}

/** Describes the value of a parameter of any condition. */
function plain(value, given) {
  if (Array.isArray(value)) {
    return `(${value.map((one) => plain(one, given)).join("; ")})`;
  }
  if (typeof value === "object") {
    return value.condition ? given.part(value) : Object.entries(value).map(([name, inner]) => `${name} ${plain(inner, given)}`).join(", ");
  }
  return typeof value === "number" ? exact(value) : isolated(String(value));
}

/** Describes a condition by its name and its parameters. */
function generic(name, parameters, given) {
  const rest = Object.entries(parameters)
    .filter(([, value]) => isGiven(value))
    .map(([parameter, value]) => `${parameter} ${plain(value, given)}`)
    .join(", ");
  return `${name.replaceAll("_", " ")}${given.place}${rest ? ` (${rest})` : ""}${given.held}`;
}

/** Describes a condition; `field` is that of a part that has none, and `from` names the source. */
function phrase({ condition: name, parameters }, { field: byDefault, from = "", held = "" }) {
  const { field = byDefault, ...others } = parameters ?? {};
  const on = `${field === undefined ? "any type" : isolated(field)}${from}`;
  const given = {
    name,
    on,
    place: field === undefined && isOverSeries({ parameters: others }) ? from : ` of ${on}`,
    held,
    part: (one) => phrase(one, { field, from }),
  };
  if (name === "threshold" && Array.isArray(others.levels) && isGiven(others.operator)) {
    return levelled(others, given);
  }
  const known = WORDS[name];
  // a host can replace a condition by one with other parameters
  return known?.needs.every((one) => isGiven(others[one])) ? known.words(others, given) : generic(name, others, given);
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
  const from = rule.source && rule.source !== "*" ? ` of ${isolated(rule.source)}` : "";
  const words = phrase(rule, { from, held: rule.for ? ` for ${seconds(rule.for)}` : "" });
  const field = rule.parameters.field === undefined ? null : isolated(rule.parameters.field);
  // a name is written as it is
  const sentence = field && words.startsWith(field) ? words : `${words[0].toUpperCase()}${words.slice(1)}`;
  return `${sentence}.${describeLabels(rule)}`;
}
