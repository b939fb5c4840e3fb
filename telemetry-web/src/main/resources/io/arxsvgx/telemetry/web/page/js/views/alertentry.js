// An alert as an entry of a list.

import { h, mark } from "../dom.js";
import { count, lasting, number, seriesName, time } from "../format.js";

/** Creates the labels of an alert's state, including silence and age. */
export function statePills(alert) {
  return [
    h("span", { class: `pill ${alert.state}` }, alert.state),
    alert.silenced ? h("span", { class: "pill" }, "silenced") : null,
    alert.acknowledgement ? h("span", { class: "pill" }, "acknowledged") : null,
    alert.stale ? h("span", { class: "pill" }, "stale") : null,
    alert.durable === false ? h("span", { class: "pill", title: "Not written to the store" }, "not durable") : null,
  ];
}

/** Returns the title of an alert: its rule, or the name of the pattern. */
export function alertTitle(alert) {
  return alert.type === "pattern_detected" ? alert.description : alert.rule_name || alert.description;
}

/** Creates an entry that links to the alert. */
export function alertEntry(alert, { query = "", isOpen = false } = {}) {
  return h(
    "a",
    {
      class: "entry",
      href: `#/alerts/${encodeURIComponent(alert.id)}${query}`,
      "aria-current": isOpen ? "true" : null,
    },
    mark(alert.severity),
    h("span", { class: "first" }, alertTitle(alert)),
    h("span", {}, statePills(alert)),
    h(
      "span",
      { class: "second" },
      h("span", {}, seriesName({ source: alert.source, type: alert.event_data.type })),
      h("span", {}, `value ${number(alert.event_data.value)}`),
      h("span", {}, time(alert.fired_at ?? alert.starts_at)),
      h("span", { "data-from": alert.starts_at, "data-to": alert.ends_at ?? "" }, `for ${lasting(alert.starts_at, alert.ends_at)}`),
      h("span", {}, `${count(alert.occurrences)} ×`),
    ),
  );
}

/** Updates the durations under an element. */
export function ageEntries(element) {
  for (const shown of element.querySelectorAll('[data-from][data-to=""]')) {
    shown.textContent = `for ${lasting(shown.dataset.from, null)}`;
  }
}
