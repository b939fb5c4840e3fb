// Formats of figures, times and durations.

import { h } from "./dom.js";
import { labelsOf } from "./labels.js";
import { isolated, labelText } from "./names.js";

const LARGE = [
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e4, "k"],
];
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Formats a number with about four digits, of any magnitude. */
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return "–";
  }
  const size = Math.abs(value);
  if (size === 0) {
    return "0";
  }
  if (size < 1e-3 || size >= 1e15) {
    return scientific(value);
  }
  const divisor = LARGE.find(([from]) => size >= from * 0.99995);
  if (divisor) {
    const step = divisor[0] === 1e4 ? 1e3 : divisor[0];
    return digits(value / step) + divisor[1];
  }
  return digits(value);
}

function digits(value) {
  const size = Math.abs(value);
  const decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
  return grouped(trimmed(value.toFixed(decimals)));
}

/** Separates thousands by a narrow space, and writes a proper minus. */
function grouped(shown) {
  const [whole, fraction] = shown.split(".");
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f").replace("-", "−");
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** Formats a number with all its digits, such as a limit that a user has set. */
export function exact(value) {
  const size = Math.abs(value);
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return String(value);
  }
  return size === 0 || (size >= 1e-6 && size < 1e15) ? grouped(String(value)) : scientific(value);
}

function trimmed(shown) {
  return shown.includes(".") ? shown.replace(/\.?0+$/, "") : shown;
}

function scientific(value) {
  const [mantissa, exponent] = value.toExponential(2).split("e");
  const sign = exponent.startsWith("-") ? "⁻" : "";
  const raised = [...exponent.replace(/[+-]/, "")].map((digit) => SUPERSCRIPTS[digit]).join("");
  return `${trimmed(mantissa).replace("-", "−")}×10${sign}${raised}`;
}

/** Writes the numbers in a text of the server, such as "85129.0 > 80.0", as elsewhere on the page. */
export function plainNumbers(words) {
  return withNumbers(words, exact);
}

/** Writes the numbers in a text of the server in short form, such as "1.84M" for "1840000". */
export function shortNumbers(words) {
  return withNumbers(words, number);
}

function withNumbers(words, format) {
  return words.replace(/(?<![\w.,:/-])-?\d+(?:\.\d+)?(?:E-?\d+)?(?![\w:/-]|\.\d)/g, (found) => format(Number(found)));
}

/** Formats a count in full while it is short. */
export function count(value) {
  return value < 1e6 ? grouped(String(Math.round(value))) : number(value);
}

export function percent(share) {
  return `${share * 100 < 10 ? trimmed((share * 100).toFixed(1)) : Math.round(share * 100)} %`;
}

/** Formats a duration in seconds, with its unit. */
export function seconds(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return "–";
  }
  if (value === 0) {
    return "0 s";
  }
  const size = Math.abs(value);
  if (size < 1e-3) {
    return `${digits(value * 1e6)} µs`;
  }
  if (size < 1) {
    return `${digits(value * 1e3)} ms`;
  }
  if (size < 60) {
    return `${trimmed(value.toFixed(size < 10 ? 1 : 0))} s`;
  }
  if (size < 3600) {
    return parts(value, 60, "min", 1, "s");
  }
  if (size < 86400) {
    return parts(value, 3600, "h", 60, "min");
  }
  return parts(value, 86400, "d", 3600, "h");
}

/** Formats a duration in two units, without the smaller one if there is none of it. */
function parts(value, large, largeUnit, small, smallUnit) {
  const rest = Math.floor((value % large) / small);
  return `${grouped(String(Math.floor(value / large)))} ${largeUnit}${rest ? ` ${rest} ${smallUnit}` : ""}`;
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
const DAY = new Intl.DateTimeFormat(undefined, {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});

/** Formats a time in the local zone, with its date unless that is today. */
export function when(iso) {
  if (!iso) {
    return "–";
  }
  const date = new Date(iso);
  const today = date.toDateString() === new Date().toDateString();
  return (today ? CLOCK : DAY).format(date);
}

/** Creates an element of a time: local, and UTC on hover. */
export function time(iso) {
  return iso ? h("time", { datetime: iso, title: `${new Date(iso).toISOString()} (UTC)` }, when(iso)) : h("span", {}, "–");
}

/** Formats how long something has lasted, or lasted until it ended. */
export function lasting(from, to) {
  return seconds(Math.max(0, ((to ? Date.parse(to) : Date.now()) - Date.parse(from)) / 1000));
}

export function plural(many, one, more = `${one}s`) {
  return `${count(many)} ${many === 1 ? one : more}`;
}

/** Returns the name of a series, with its labels; without a type if it stands for a whole source. */
export function seriesName(series) {
  const { source, type } = series;
  const labels = labelsOf(series).map(labelText).join(", ");
  return `${isolated(source)}${type ? ` · ${isolated(type)}` : ""}${labels ? ` {${labels}}` : ""}`;
}

/** Returns whether a text matches a selector in which only `*` is special. */
export function matches(selector, value) {
  const escaped = (selector || "*").split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`, "s").test(value);
}
