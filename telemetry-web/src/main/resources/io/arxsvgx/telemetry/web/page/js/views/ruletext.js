// Descriptions of rules.

import { exact, seconds } from "../format.js";

const COMPARED = { ">": "above", ">=": "at or above", "<": "below", "<=": "at or below", "==": "equal to", "!=": "not equal to" };

/** Returns a sentence that describes what a rule checks. */
export function describe(rule) {
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
