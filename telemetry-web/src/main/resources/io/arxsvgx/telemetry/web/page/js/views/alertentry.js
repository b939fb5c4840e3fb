// An alert as an entry of a list.

import { h, mark, text } from "../dom.js";
import { lasting, number, plural, seriesName, shortNumbers, time, when } from "../format.js";
import { labelsOf } from "../labels.js";
import { isolatedIn, labelChip } from "../names.js";
import { isSelected, LiveRows } from "../rows.js";
import { groupedBy, groupTitle } from "./labelfilter.js";

/** The labels of an alert beside its state: text, whether it applies, and an explanation. */
const FLAGS = [
  ["silenced", (alert) => alert.silenced, "A silence suppresses its notifications"],
  ["acknowledged", (alert) => alert.acknowledgement, "Somebody has seen it"],
  ["stale", (alert) => alert.stale, "Its series has no events any more"],
  ["not durable", (alert) => alert.durable === false, "Not written to the store"],
];

/** Creates the labels of an alert's state, including silence and age. `update` shows those of another state of it. */
export function statePills(alert) {
  const state = h("span", { class: "pill" });
  const flags = FLAGS.map(([label, applies, title]) => [h("span", { class: "pill", title }, label), applies]);
  const highest = h("span", { class: "pill", title: "Its highest severity so far" });
  const element = h("span", { class: "pills" }, state, highest, flags.map(([pill]) => pill));
  element.update = (now) => {
    state.className = `pill ${now.state}`;
    text(state, now.state);
    highest.hidden = (now.max_severity ?? now.severity) === now.severity;
    text(highest, highest.hidden ? "" : `was ${now.max_severity}`);
    flags.forEach(([pill, applies]) => (pill.hidden = !applies(now)));
  };
  element.update(alert);
  return element;
}

/** Returns the title of an alert: its rule, or the name of the pattern. */
export function alertTitle(alert) {
  const named = alert.type === "pattern_detected" ? shortNumbers(alert.description) : alert.rule_name || alert.description;
  return isolatedIn(named, alert.source, alert.event_data.type);
}

/** Creates an entry that links to the alert. `update` shows another state of the alert in the same element. */
export function alertEntry(alert, { query = () => "", isOpen = () => false } = {}) {
  const severity = h("span", { class: "severity" });
  const title = h("bdi", { class: "first" });
  const pills = statePills(alert);
  const at = time(alert.fired_at ?? alert.starts_at);
  const value = h("span");
  const lasted = h("span");
  const occurrences = h("span");
  const entry = h(
    "a",
    { class: "entry" },
    severity,
    title,
    pills,
    h("span", { class: "second" }, h("bdi", {}, seriesName({ source: alert.source, type: alert.event_data.type })), labelsOf(alert).map((label) => labelChip(label)), value, at, lasted, occurrences),
  );
  entry.update = (now) => {
    const link = `#/alerts/${encodeURIComponent(now.id)}${query()}`;
    if (entry.getAttribute("href") !== link) {
      entry.setAttribute("href", link);
    }
    if (isOpen(now)) {
      entry.setAttribute("aria-current", "true");
    } else {
      entry.removeAttribute("aria-current");
    }
    if (severity.dataset.severity !== now.severity) {
      severity.dataset.severity = now.severity;
      severity.replaceChildren(mark(now.severity));
    }
    text(title, alertTitle(now));
    pills.update(now);
    text(value, `value ${number(now.event_data.value)}`);
    const began = now.fired_at ?? now.starts_at;
    if (at.getAttribute("datetime") !== began) {
      at.setAttribute("datetime", began);
      at.setAttribute("title", `${new Date(began).toISOString()} (UTC)`);
      text(at, when(began));
    }
    lasted.dataset.from = now.starts_at;
    lasted.dataset.to = now.ends_at ?? "";
    text(lasted, `for ${lasting(now.starts_at, now.ends_at)}`);
    text(occurrences, plural(now.occurrences, "occurrence"));
  };
  entry.update(alert);
  return entry;
}

/** Creates the heading of a group of alerts. */
function headingRow({ name, value, number }) {
  const many = h("small", {}, plural(number, "alert"));
  const row = h("li", { class: "group" }, h("h2", {}, groupTitle(name, value), " ", many));
  row.update = (now) => text(many, plural(now.number, "alert"));
  return row;
}

/** Returns alerts in groups by a label, each after its heading; without a label as they are. */
export function inGroups(name, alerts) {
  return name ? groupedBy(name, alerts, labelsOf).flatMap(([value, group]) => [{ isHeading: true, name, value, number: group.length }, ...group]) : alerts;
}

/** Creates a list of alerts that is updated in place; `options` are those of the entries. */
export function alertRows({ label = "Alerts", head = null, below = null, ...options } = {}) {
  return new LiveRows({
    key: (alert) => (alert.isHeading ? `heading ${alert.value}` : alert.id),
    noun: "alert",
    list: h("ul", { class: "rows", "aria-label": label }),
    head,
    below,
    make(alert) {
      if (alert.isHeading) {
        return headingRow(alert);
      }
      const entry = alertEntry(alert, options);
      const row = h("li", {}, entry);
      row.update = entry.update;
      return row;
    },
  });
}

const SEVERITIES = ["critical", "warning", "info"];

/** Returns the numbers of alerts in words, such as "1 critical, 2 warning alerts firing, 3 pending". */
export function countsText(counts) {
  const { firing, pending, resolved } = counts;
  const numbers = SEVERITIES.filter((severity) => firing[severity]).map((severity) => `${plural(firing[severity], severity, severity)}`);
  const parts = [firing.total ? `${numbers.join(", ")} ${firing.total === 1 ? "alert" : "alerts"} firing` : "no alert firing"];
  for (const [label, number] of [
    ["acknowledged", counts.acknowledged],
    ["silenced", counts.silenced],
    ["stale", counts.stale],
  ]) {
    if (number) {
      parts.push(`${plural(number, label, label)}`);
    }
  }
  const of = parts.length > 1 ? `${parts[0]} (${parts.slice(1).join(", ")})` : parts[0];
  const others = [pending.total ? plural(pending.total, "pending", "pending") : "", resolved.total ? plural(resolved.total, "resolved", "resolved") : ""];
  const words = [of, ...others.filter(Boolean)].join(" · ");
  const all = `${words[0].toUpperCase()}${words.slice(1)}`;
  return counts.complete ? all : `${all} · the alert store is unavailable: older alerts are missing`;
}

/** Updates the durations under an element. */
export function ageEntries(element) {
  for (const shown of element.querySelectorAll('[data-from][data-to=""]')) {
    if (!isSelected(shown)) {
      text(shown, `for ${lasting(shown.dataset.from, null)}`);
    }
  }
}
