// An alert as a line of a list.

import { h, mark } from "../dom.js";
import { count, lasting, number, seriesName, time } from "../format.js";

/** The state as it is shown, silence and age included. */
export function statePills(alert) {
  return [
    h("span", { class: `pill ${alert.state}` }, alert.state),
    alert.silenced ? h("span", { class: "pill" }, "silenced") : null,
    alert.acknowledgement ? h("span", { class: "pill" }, "acknowledged") : null,
    alert.stale ? h("span", { class: "pill" }, "stale") : null,
    alert.durable === false ? h("span", { class: "pill", title: "Not written to the store" }, "not durable") : null,
  ];
}

/** What an alert is called: its rule, or what was found where no rule was asked. */
export function alertTitle(alert) {
  return alert.type === "pattern_detected" ? alert.description : alert.rule_name || alert.description;
}

/** A line that leads to the alert. */
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

/** Brings the durations under an element up to now. */
export function ageEntries(element) {
  for (const shown of element.querySelectorAll('[data-from][data-to=""]')) {
    shown.textContent = `for ${lasting(shown.dataset.from, null)}`;
  }
}
