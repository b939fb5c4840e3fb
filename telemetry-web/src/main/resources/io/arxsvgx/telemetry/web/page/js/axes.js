// The axes of charts and their labels.

import { number } from "./format.js";
import { color } from "./theme.js";

/** Returns the options of an axis with the given labels. */
export function axis(values) {
  return {
    stroke: () => color("muted"),
    font: "12px system-ui, sans-serif",
    grid: { stroke: () => color("line"), width: 1 },
    ticks: { stroke: () => color("line"), width: 1, size: 4 },
    values,
  };
}

function two(value) {
  return String(value).padStart(2, "0");
}

/** Returns the labels of an axis of numbers of values. */
export function indexLabels(plot, splits) {
  return splits.map((split) => (Number.isInteger(split) ? String(split) : ""));
}

/** Returns the labels of an axis of times in seconds. */
export function timeLabels(plot, splits, _, __, step) {
  return splits.map((split) => {
    const date = new Date(split * 1000);
    const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
    if (step >= 86_400 || (step >= 3_600 && clock === "00:00")) {
      return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    }
    if (step >= 60) {
      return clock;
    }
    const fraction = step < 1 ? `.${String(Math.round((split % 1) * 1000)).padStart(3, "0")}` : "";
    return `${clock}:${two(date.getSeconds())}${fraction}`;
  });
}

/** Returns the labels of an axis of values. */
export function valueLabels(plot, splits, _, __, step) {
  const largest = Math.max(...splits.map(Math.abs));
  // where neighbours would look the same in short form, show their decimals
  if (largest >= 1e4 && step / largest > 1e-3) {
    return splits.map(number);
  }
  if (largest < 1e-3 || largest >= 1e9) {
    return splits.map(number);
  }
  const decimals = Math.min(9, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  return splits.map((split) => split.toFixed(decimals).replace("-", "−"));
}
