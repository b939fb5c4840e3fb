// Descriptions of rules.

import { seconds } from "../format.js";

/** Returns a sentence that describes what a rule checks. */
export function describe(rule) {
  const { field = "any type", ...others } = rule.parameters;
  const where = rule.source && rule.source !== "*" ? ` of ${rule.source}` : "";
  const held = rule.for ? ` for ${seconds(rule.for)}` : "";
  if (rule.condition === "threshold") {
    const { operator, value, recovery } = others;
    const until = recovery === undefined || recovery === null ? "" : `, until ${recovery}`;
    return `${field}${where} ${operator} ${value}${held}${until}.`;
  }
  const rest = Object.entries(others)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
  return `${rule.condition[0].toUpperCase()}${rule.condition.slice(1)} of ${field}${where}${rest ? ` (${rest})` : ""}${held}.`;
}
