// One alert: a chart of its evidence, its history, and its actions.

import { get, getOr } from "../api.js";
import { Chart, joined } from "../chart.js";
import { copyButton, h, mark, replace, text } from "../dom.js";
import { count, lasting, number, plainNumbers, plural, seconds, seriesName, shortNumbers, time } from "../format.js";
import { labelsOf, seriesLink, seriesOf } from "../labels.js";
import { isolatedIn, labelChip } from "../names.js";
import { Feed } from "../feed.js";
import { listen } from "../live.js";
import { patchRows } from "../rows.js";
import { isOverSeries, limitsOf } from "./rulescope.js";
import { describe as describeRule } from "./ruletext.js";
import { alertTitle, statePills } from "./alertentry.js";
import { isFalsePositive, openAcknowledge, openFeedback, openUnacknowledge } from "./alertdialogs.js";
import { deliveries } from "./deliveries.js";
import { openSilence } from "./silences.js";

const KEPT = 5_000;
const LEAST_CONTEXT_S = 20;
const POINTS_SHOWN = 50;

/** Returns the average and deviation of the values before the tested one. */
function baseline(values) {
  const before = values.slice(0, -1);
  const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
  const squares = before.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / before.length) };
}

/** Returns the limits of the rule in the units of the chart: levels, a band, or a slope through the window. */
function limits(alert, rule, start) {
  const { figure, limit, values, expected } = alert.evidence;
  if (expected) {
    return {
      levels: [
        { value: expected.low, label: `expected from ${number(expected.low)}`, color: "critical" },
        { value: expected.high, label: `expected up to ${number(expected.high)}`, color: "critical" },
      ],
    };
  }
  if (figure === "value" && rule?.parameters.levels) {
    return { levels: limitsOf(rule, alert.event_data.type) };
  }
  if (figure === "value" && limit !== null) {
    return { levels: [{ value: limit, label: `limit ${number(limit)}`, color: "critical" }] };
  }
  if (figure === "z" && values.length > 2) {
    const { mean, deviation } = baseline(values);
    return {
      levels: [mean - limit * deviation, mean + limit * deviation].map((value) => ({
        value,
        label: `${number(limit)} deviations: ${number(value)}`,
        color: "critical",
      })),
    };
  }
  if (figure === "slope" && values.length > 1 && start) {
    const rise = Math.sign(alert.evidence.computed || 1) * limit * (start.perSecond ? start.to - start.from : values.length - 1);
    const slope = { from: start.from, to: start.to, start: values[0], end: values[0] + rise, label: "limit", color: "critical" };
    return { slopes: [slope] };
  }
  return {};
}

function annotations(alert, rule, times) {
  const began = Date.parse(alert.starts_at) / 1000;
  const fired = alert.fired_at ? Date.parse(alert.fired_at) / 1000 : null;
  const ended = alert.ends_at ? Date.parse(alert.ends_at) / 1000 : null;
  const at = fired ?? began;
  const upTo = times.findLastIndex((one) => one <= at + 1e-3);
  const from = times[Math.max(0, upTo - alert.evidence.values.length + 1)];
  const window = upTo >= 0 && alert.evidence.values.length > 1 ? { from, to: times[upTo], perSecond: / per s/.test(alert.evidence.text) } : null;
  const marks = [{ time: began, label: "began", color: "warning" }];
  if (fired !== null) {
    marks.push({ time: fired, label: "fired", color: "critical" });
  }
  if (ended !== null) {
    marks.push({ time: ended, label: "resolved", color: "ok" });
  }
  return {
    marks,
    spans: window ? [{ from: window.from, to: window.to, color: "accent" }] : [],
    ...limits(alert, rule, window),
  };
}

/** Returns the range of time around the alert: the window, the breach, and some time after it. */
function story(alert, times) {
  const began = Date.parse(alert.starts_at) / 1000;
  const end = alert.ends_at ? Date.parse(alert.ends_at) / 1000 : times[times.length - 1];
  const first = times.findIndex((one) => one >= began);
  const window = times[Math.max(0, (first < 0 ? times.length : first) - Math.max(60, alert.evidence.values.length))];
  const length = Math.max(LEAST_CONTEXT_S, end - began);
  return { min: Math.min(window ?? began, began - length * 0.2), max: end + length * 0.15 };
}

/**
 * Creates the chart of the evidence. If the values are no longer in memory, it shows the window that was kept with the
 * alert.
 */
function evidenceChart(place, alert, rule, signal) {
  const { evidence } = alert;
  const isOverSeveral = rule !== null && isOverSeries(rule);
  // a rule with `by` evaluates a stream of several series, which only the rule identifies; of several types it is no chart
  const series = { ...seriesOf(alert), ...(rule?.by && !isOverSeveral ? { rule_id: rule.rule_id } : {}) };
  const name = seriesName(series);
  const chart = new Chart({ lines: [{ label: name, color: "accent" }], height: 260, label: `Values of ${name} around the alert` });
  let isUserRange = false;
  chart.onRange = (range) => (isUserRange = range !== null);
  const state = { alert };
  const feed = new Feed(signal, {
    limit: KEPT,
    changed: () => draw(),
  });
  let keptChart = null;
  /** Shows the values that were kept with the alert, by their order, since their times are unknown. */
  const showKept = () => {
    const kept = evidence.values;
    const words = isOverSeveral && feed.isUnknown(series) ? "The rule evaluates several series together." : "The values of that time are no longer in memory.";
    text(note, kept.length ? `${words} The chart shows the ${plural(kept.length, "value")} that were kept with the alert, in their order; their times are unknown.` : `${words} No values were kept with the alert.`);
    if (kept.length && !keptChart) {
      keptChart = new Chart({ lines: [{ label: name, color: "accent", points: kept.length < POINTS_SHOWN }], height: 260, byIndex: true, label: `Values of ${name} that were kept with the alert, by their order` });
      keptChart.set([kept.map((_, index) => index + 1), kept]);
      keptChart.annotate(limits(alert, rule, / per s/.test(evidence.text) ? null : { from: 1, to: kept.length, perSecond: false }));
    }
    showChart(keptChart);
  };
  const showChart = (wanted) => {
    if (place.firstChild !== (wanted?.element ?? note)) {
      replace(place, wanted?.element, note);
    }
  };
  const draw = () => {
    if (signal.aborted) {
      return;
    }
    const [times, values] = feed.table(series);
    const began = Date.parse(state.alert.starts_at) / 1000;
    if (!times.length || times[0] > began) {
      showKept();
      return;
    }
    text(note, "");
    showChart(chart);
    chart.set(joined([[times, values]]));
    if (!isUserRange) {
      chart.show(story(state.alert, times));
    }
    chart.annotate(annotations(state.alert, rule, times));
  };
  const note = h("p", { class: "muted" });
  replace(place, chart.element, note);
  signal.addEventListener("abort", () => [chart, keptChart].forEach((one) => one?.destroy()));
  return {
    load: () => feed.choose([series]),
    update(newer) {
      state.alert = newer;
      draw();
    },
  };
}

/** Returns what is known of an alert: pairs of a name and a value; null is omitted. */
function facts(alert, rule, pick) {
  const { evidence, acknowledgement: seen } = alert;
  const series = seriesOf(alert);
  const labels = labelsOf(alert);
  const isEnded = Boolean(alert.ends_at);
  return [
    ["Why", whyText(alert)],
    ["Value", number(alert.event_data.value)],
    [`Computed ${evidence.figure}`, evidence.computed === null || evidence.figure === "value" ? null : `${number(evidence.computed)}, limit ${number(evidence.limit)}`],
    ["Pending for", evidence.held ? seconds(evidence.held) : null],
    ["Series", h("a", { href: seriesLink(series) }, h("bdi", {}, seriesName({ source: series.source, type: series.type })))],
    ["Series labels", labels.length ? h("span", { class: "labels" }, labels.map((label) => labelChip(label, { pick }))) : null],
    ["Began", time(alert.starts_at)],
    ["Fired", alert.fired_at ? time(alert.fired_at) : null],
    ["Ended", isEnded ? [time(alert.ends_at), ` ${plainNumbers(alert.end_reason ?? "")}`] : null],
    [isEnded ? "Duration" : "Lasts", h("span", { "data-from": alert.starts_at, "data-to": alert.ends_at ?? "" }, `for ${lasting(alert.starts_at, alert.ends_at)}`)],
    ["Occurrences", count(alert.occurrences)],
    ["Acknowledged", seen ? [h("bdi", {}, `by ${seen.who}${seen.note ? `: ${seen.note}` : ""}`), ", ", time(seen.at)] : null],
    ["Notifications", notifications(alert, rule)],
    ...Object.entries(alert.labels ?? {}),
    ...Object.entries(alert.annotations ?? {}).map(([name, value]) => [name.replaceAll("_", " "), linked(value)]),
    ...Object.entries(alert.event_data.meta ?? {}).map(([name, value]) => [name, typeof value === "object" ? JSON.stringify(value) : String(value)]),
  ].filter(([, value]) => value !== null && value !== undefined);
}

/** Returns a link for an annotation that is the address of a web page, such as a runbook; otherwise the text. */
function linked(value) {
  return /^https?:\/\/\S+$/.test(value) ? h("a", { href: value, rel: "noopener noreferrer", target: "_blank" }, value) : value;
}

function whyText(alert) {
  const words = isolatedIn(alert.evidence.text || alert.description, alert.source, alert.event_data.type);
  return alert.type === "pattern_detected" ? shortNumbers(words) : plainNumbers(words);
}

/** Returns why people may not have been notified of an alert; null if nothing is known. */
function notifications(alert, rule) {
  const reasons = [
    ...(rule?.warnings ?? []),
    alert.missed_actions ? `${count(alert.missed_actions)} dropped because the queue was full` : "",
    alert.silenced ? "suppressed by a silence" : "",
  ].filter(Boolean);
  return reasons.length ? h("span", { class: "warning-text" }, reasons.join("; ")) : null;
}

/** Creates the list of facts; `update` changes those that differ, so that a selection or the focus in others stays. */
function factList() {
  const list = h("dl", { class: "facts" });
  list.update = (entries) =>
    patchRows(
      list,
      entries.map(([name, value], index) => ({ name, value, key: `${index} ${name}` })),
      (fact) => fact.key,
      (first) => {
        const value = h("dd", { dir: "auto" }, first.value);
        const row = h("div", {}, h("dt", {}, first.name), value);
        row.update = (fact) => {
          const fresh = h("dd", {}, fact.value);
          if (fresh.textContent !== value.textContent) {
            value.replaceChildren(...fresh.childNodes);
          }
        };
        return row;
      },
    );
  return list;
}

const STEPS = { unacknowledged: "acknowledgement removed", unsilenced: "silence ended" };

function stepText(step, alert) {
  const word = STEPS[step.state] ?? step.state;
  const by = ["acknowledged", "unacknowledged", "silenced"].includes(step.state) ? "by " : "";
  const plain = alert.type === "pattern_detected" ? shortNumbers : plainNumbers;
  const words = by ? step.text : plain(isolatedIn(step.text, alert.source, alert.event_data.type));
  return step.text ? [` ${word} `, h("small", {}, h("bdi", {}, `${by}${words}`))] : ` ${word}`;
}

function stepList() {
  const list = h("ol", { class: "steps" });
  list.update = (alert) =>
    patchRows(
      list,
      (alert.steps ?? []).map((step, index) => ({ ...step, key: `${index} ${step.at} ${step.state} ${step.text}` })),
      (step) => step.key,
      (step) => h("li", {}, time(step.at), stepText(step, alert)),
    );
  return list;
}

/** Returns the rule of an alert; null for a pattern, and for a rule that is gone. */
async function ruleOf(alert) {
  return alert.type === "rule_triggered" ? getOr(`/rules/${encodeURIComponent(alert.rule_id)}`, null).catch(() => null) : null;
}

/** The buttons of an alert. `update` shows those that apply to its state. */
function buttonsOf(current, { refresh, silenced, back, id }) {
  const button = (label, run) => h("button", { type: "button", onclick: run }, label);
  const acknowledge = button("Acknowledge", () => openAcknowledge(current(), refresh));
  const unacknowledge = button("Remove acknowledgement", () => openUnacknowledge(current(), refresh));
  const feedback = button("", () => openFeedback(current(), refresh));
  const silence = button("Silence …", () => {
    const { rule_id, source, event_data: data } = current();
    const labels = Object.fromEntries(labelsOf(current()).map(([name, value]) => [`labels.${name}`, value]));
    openSilence({ rule_id, source, type: data.type, ...labels }, () => {
      silenced();
      refresh();
    });
  });
  const element = h(
    "div",
    { class: "row" },
    acknowledge,
    unacknowledge,
    silence,
    feedback,
    copyButton("Copy link", () => `${location.origin}${location.pathname}#/alerts/${encodeURIComponent(id)}`),
    copyButton("Copy JSON", () => JSON.stringify(current(), null, 2)),
    h("a", { class: "button close", href: back() }, "Close"),
  );
  element.update = (alert, rule) => {
    const isMarked = isFalsePositive(alert);
    // nobody has been notified of a pending alert yet
    acknowledge.hidden = alert.state === "pending";
    acknowledge.classList.toggle("main", alert.state === "firing" && !alert.acknowledgement);
    unacknowledge.hidden = !alert.acknowledgement || alert.acknowledgement.note === "not an anomaly";
    feedback.hidden = rule?.condition !== "anomaly" || alert.state === "pending";
    text(feedback, isMarked ? "Undo false positive" : "Mark as false positive");
  };
  return element;
}

/** Shows an alert in an element, and keeps it up to date; `isFocused` moves the focus to its heading. */
export async function showAlert(place, id, { back, signal, isFocused = false, silenced, pick = null }) {
  const fetchIt = () => get(`/alerts/${encodeURIComponent(id)}`, signal);
  let alert = await fetchIt();
  const rule = await ruleOf(alert);
  if (signal.aborted) {
    return;
  }
  const severity = h("span");
  const level = h("span");
  const title = h("bdi");
  const heading = h("h2", { tabindex: -1 }, severity, " ", title);
  const pills = statePills(alert);
  const known = factList();
  const steps = stepList();
  const notified = deliveries(id, { load: fetchIt, signal });
  const chartPlace = h("div");
  const chart = evidenceChart(chartPlace, alert, rule, signal);
  const refresh = async () => {
    alert = await fetchIt();
    show();
    chart.update(alert);
  };
  const buttons = buttonsOf(() => alert, { refresh, silenced, back, id });
  const show = () => {
    if (severity.dataset.severity !== alert.severity) {
      severity.dataset.severity = alert.severity;
      replace(severity, mark(alert.severity));
      level.className = alert.severity;
      text(level, alert.severity);
    }
    text(title, alertTitle(alert));
    pills.update(alert);
    buttons.update(alert, rule);
    known.update(facts(alert, rule, pick));
    steps.update(alert);
    notified.update(alert);
  };
  show();
  replace(
    place,
    h(
      "div",
      { class: "stack" },
      heading,
      h("p", { class: "row" }, level, pills),
      buttons,
      chartPlace,
      h("div", { class: "stack" }, known, h("h3", {}, "Timeline"), steps, notified, rule ? ruleBox(rule) : null),
    ),
  );
  if (isFocused) {
    heading.focus();
  }
  listen(signal, "alert", (changed) => {
    if (changed.id === id) {
      refresh().catch(() => {});
    }
  });
  listen(signal, "resumed", () => refresh().catch(() => {}));
  await chart.load();
}

function ruleBox(rule) {
  return [
    h("h3", {}, "Rule"),
    h(
      "p",
      {},
      describeRule(rule),
      " ",
      h("a", { href: `#/rules/${encodeURIComponent(rule.rule_id)}` }, "Open rule"),
    ),
  ];
}
