// The findings of series: alerts, anomalies, forecasts, and correlated series.

import { number, seconds } from "../format.js";
import { keyOf, seriesOf } from "../labels.js";

/**
 * Returns the alerts of rules on the chosen series, as marks of a chart. Alerts of patterns have marks of their own.
 */
export function alertMarks(alerts, chosen) {
  return alerts
    .filter((alert) => alert.type === "rule_triggered" && chosen.has(seriesOf(alert)))
    .map((alert) => ({
      time: Date.parse(alert.fired_at ?? alert.starts_at) / 1000,
      label: alert.rule_name,
      color: alert.severity,
    }));
}

/** Returns the failure patterns of the chosen series, as marks of a chart. Patterns that are no failure are omitted. */
export function patternMarks(patterns, chosen) {
  return patterns
    .filter((pattern) => pattern.severity > 0 && chosen.has(pattern))
    .map((pattern) => ({ time: Date.parse(pattern.timestamp) / 1000, label: pattern.failure_type, color: "line-4" }));
}

/** Returns the forecasts in the analytics of all types: one per series, with its steps and their bands. */
export function forecastsOf(analytics) {
  return Object.entries(analytics).flatMap(([type, found]) =>
    (found?.forecasts ?? []).map(({ source, labels, method, steps }) => ({
      source,
      type,
      labels,
      method,
      steps: steps.map((step) => ({ ...step, time: Date.parse(step.timestamp) / 1000 })),
    })),
  );
}

/** Returns the series that correlate with the chosen ones, the strongest first. */
export function relatedOf(analytics, chosen) {
  const found = new Map();
  for (const { correlations = [] } of Object.values(analytics)) {
    for (const { leader, follower, pearson, lead_seconds: lead } of Array.isArray(correlations) ? correlations : []) {
      for (const [one, other, words] of [
        [leader, follower, "follows"],
        [follower, leader, "leads"],
      ]) {
        if (chosen.has(one) && !chosen.has(other)) {
          const ahead = lead ? `${words} by ${seconds(lead)}, ` : "";
          found.set(keyOf(other), { ...other, pearson, text: `${ahead}correlation ${number(pearson)}` });
        }
      }
    }
  }
  return [...found.values()].sort((a, b) => Math.abs(b.pearson) - Math.abs(a.pearson)).slice(0, 10);
}
