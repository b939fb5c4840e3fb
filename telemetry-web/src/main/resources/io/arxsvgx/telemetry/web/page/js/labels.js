// Labels of series. With source and type they identify a series; their order has no meaning.

import { get, query } from "./api.js";

const PREFIX = "label.";
/** For how long lookups of the same view share a list of series. */
const SHARED_MS = 1_000;

/** The lists of series that a view has loaded last, by its signal. */
const lists = new WeakMap();

/** Returns the labels of a series, or of the series of an alert or a pattern, as pairs of name and value by name. */
export function labelsOf({ labels, series_labels: ofSeries }) {
  return Object.entries(ofSeries ?? labels ?? {})
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Returns the key of a series: equal for equal source, type and labels, and for equal rules whose values it stands for. */
export function keyOf(series) {
  const labels = labelsOf(series);
  return JSON.stringify([series.source, series.type, ...(labels.length || series.rule_id ? [labels] : []), ...(series.rule_id ? [series.rule_id] : [])]);
}

/** Returns what identifies a series: its source and type, and its labels if it has some. */
export function identity(series) {
  const labels = labelsOf(series);
  return { source: series.source, type: series.type, ...(labels.length ? { labels: Object.fromEntries(labels) } : {}) };
}

/** Returns the series of an alert. */
export function seriesOf(alert) {
  return identity({ source: alert.source, type: alert.event_data.type, labels: alert.series_labels });
}

/** Returns labels, or patterns of them, as parameters of a query. */
export function labelParameters(labels) {
  return Object.fromEntries(Object.entries(labels ?? {}).map(([name, value]) => [PREFIX + name, value]));
}

/** Returns the parameters that identify a series in a query, and the rule whose values of it are meant. */
export function parametersOf(series) {
  return { source: series.source, type: series.type, ...labelParameters(Object.fromEntries(labelsOf(series))), rule_id: series.rule_id };
}

/** Returns the labels, or patterns of them, in the parameters of a link. */
export function labelsIn(parameters) {
  return Object.fromEntries([...parameters].filter(([name]) => name.startsWith(PREFIX) && name !== PREFIX).map(([name, value]) => [name.slice(PREFIX.length), value]));
}

/** Returns the link to a series. */
export function seriesLink(series) {
  return `#/series${query(parametersOf(identity(series)))}`;
}

/** Returns whether a selector of series has a pattern. */
export function isPattern(selector) {
  return [selector.source, selector.type, ...labelsOf(selector).map(([, value]) => value)].some((one) => one.includes("*"));
}

/** Returns whether selectors may stand for other series later than those that were found for them. */
export function mayChange(selectors, found) {
  const keys = new Set(selectors.filter((one) => !isPattern(one)).map(keyOf));
  return found.length !== selectors.length || found.some((one) => one.values === undefined || !keys.has(keyOf(one)));
}

function listed(path, signal) {
  const known = lists.get(signal) ?? new Map();
  lists.set(signal, known);
  const last = known.get(path);
  if (last && Date.now() - last.at < SHARED_MS) {
    return last.list;
  }
  const list = get(path, signal);
  known.set(path, { at: Date.now(), list });
  return list;
}

/**
 * Returns the series that selectors stand for: the one with exactly the source, type and labels if there is one,
 * otherwise all that match, in which `*` matches any text. A selector of no series without `*` stands for itself.
 */
export async function resolve(selectors, signal) {
  const found = new Map();
  const lookUp = async (selector) => {
    const all = await listed(`/series${query(parametersOf(selector))}`, signal);
    const exact = all.find((one) => keyOf(one) === keyOf(selector));
    return exact ? [exact] : all.length || isPattern(selector) ? all : [selector];
  };
  const all = await Promise.all(selectors.map((selector) => lookUp(identity(selector))));
  all.flat().forEach((one) => found.set(keyOf(one), one));
  return [...found.values()];
}
