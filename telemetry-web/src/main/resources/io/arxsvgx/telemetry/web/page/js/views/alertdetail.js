// One alert: a chart of its evidence, its history, and its actions.

import { get, getOr, post, query } from "../api.js";
import { Chart, joined } from "../chart.js";
import { action, copyButton, field, h, mark, openDialog, replace, text } from "../dom.js";
import { count, lasting, number, plural, seconds, seriesName, time } from "../format.js";
import { Feed } from "../feed.js";
import { listen } from "../live.js";
import { describe as describeRule } from "./ruletext.js";
import { alertTitle, statePills } from "./alertentry.js";
import { openSilence, whoField } from "./silences.js";

const KEPT = 5_000;
const LEAST_CONTEXT_S = 20;
/** Fewer kept values than this are drawn as points. */
const POINTS_SHOWN = 50;

/** Returns the average and deviation of the values before the tested one. */
function baseline(values) {
  const before = values.slice(0, -1);
  const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
  const squares = before.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / before.length) };
}

/** Returns the limit of the rule in the units of the chart: a level, a band, or a slope through the window. */
function limits(alert, start) {
  const { figure, limit, values, expected } = alert.evidence;
  if (expected) {
    return {
      levels: [
        { value: expected.low, label: `expected from ${number(expected.low)}`, color: "critical" },
        { value: expected.high, label: `expected up to ${number(expected.high)}`, color: "critical" },
      ],
    };
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

function annotations(alert, times) {
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
    ...limits(alert, window),
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
function evidenceChart(place, alert, signal) {
  const { source, event_data: data, evidence } = alert;
  const name = seriesName({ source, type: data.type });
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
    const words = "The values of that time are no longer in memory.";
    text(note, kept.length ? `${words} The chart shows the ${plural(kept.length, "value")} that were kept with the alert, in their order. Their times were not kept.` : `${words} No values were kept with the alert.`);
    if (kept.length && !keptChart) {
      keptChart = new Chart({ lines: [{ label: name, color: "accent", points: kept.length < POINTS_SHOWN }], height: 260, byIndex: true, label: `Values of ${name} that were kept with the alert, by their order` });
      keptChart.set([kept.map((_, index) => index + 1), kept]);
      keptChart.annotate(limits(alert, / per s/.test(evidence.text) ? null : { from: 1, to: kept.length, perSecond: false }));
    }
    showChart(keptChart);
  };
  const showChart = (wanted) => {
    if (place.firstChild !== (wanted?.element ?? note)) {
      replace(place, wanted?.element, note);
    }
  };
  const draw = () => {
    const [times, values] = feed.table({ source, type: data.type });
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
    chart.annotate(annotations(state.alert, times));
  };
  const note = h("p", { class: "muted" });
  replace(place, chart.element, note);
  signal.addEventListener("abort", () => [chart, keptChart].forEach((one) => one?.destroy()));
  return {
    load: () => feed.choose([{ source, type: data.type }]),
    update(newer) {
      state.alert = newer;
      draw();
    },
  };
}

function facts(alert) {
  const { evidence } = alert;
  const entries = [
    ["Why", evidence.text || alert.description],
    ["Value", number(alert.event_data.value)],
    [`Computed ${evidence.figure}`, evidence.computed === null ? null : `${number(evidence.computed)}, limit ${number(evidence.limit)}`],
    ["Pending for", evidence.held ? seconds(evidence.held) : null],
    ["Series", h("a", { href: `#/series${query({ s: JSON.stringify([[alert.source, alert.event_data.type]]) })}` }, seriesName({ source: alert.source, type: alert.event_data.type }))],
    ["Began", time(alert.starts_at)],
    ["Fired", alert.fired_at ? time(alert.fired_at) : null],
    ["Ended", alert.ends_at ? [time(alert.ends_at), ` ${alert.end_reason ?? ""}`] : null],
    ["Duration", lasting(alert.starts_at, alert.ends_at)],
    ["Occurrences", count(alert.occurrences)],
    ["Acknowledged", alert.acknowledgement ? [`by ${alert.acknowledgement.who}${alert.acknowledgement.note ? `: ${alert.acknowledgement.note}` : ""}, `, time(alert.acknowledgement.at)] : null],
    ["Missed actions", alert.missed_actions ? count(alert.missed_actions) : null],
    ...Object.entries(alert.labels ?? {}).map(([name, value]) => [name, value]),
    ...Object.entries(alert.annotations ?? {}).map(([name, value]) => [name.replaceAll("_", " "), value]),
  ];
  return h(
    "dl",
    { class: "facts" },
    entries.filter(([, value]) => value !== null && value !== undefined).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
  );
}

function openAcknowledge(alert, done) {
  const who = whoField();
  const note = h("textarea", { rows: 3, name: "note" });
  const wrong = h("p", { class: "error", role: "alert", hidden: true });
  openDialog("Acknowledge the alert", (close) => {
    const submit = async (event) => {
      event.preventDefault();
      try {
        await post(`/alerts/${encodeURIComponent(alert.id)}/acknowledge`, { who: who.value, note: note.value });
        close();
        await done();
      } catch (error) {
        wrong.hidden = false;
        text(wrong, error.message);
      }
    };
    return h(
      "form",
      { class: "stack", onsubmit: submit },
      field("Who", who),
      field("Note", note, "Your findings or next steps."),
      wrong,
      h("div", { class: "row" }, h("button", { class: "main" }, "Acknowledge"), h("button", { type: "button", onclick: close }, "Cancel")),
    );
  });
}

const NOT_AN_ANOMALY = "not an anomaly";

/** Creates the button that marks an alert as a false positive for a rule that learns, or removes the mark. */
function feedbackButton(alert, done) {
  const isMarked = alert.acknowledgement?.note === NOT_AN_ANOMALY;
  return h(
    "button",
    { type: "button", onclick: () => openFeedback(alert, isMarked, done) },
    isMarked ? "Undo false positive" : "Mark as false positive",
  );
}

function openFeedback(alert, anomaly, done) {
  const who = whoField();
  const wrong = h("p", { class: "error", role: "alert", hidden: true });
  openDialog(anomaly ? "Undo false positive" : "Mark as false positive", (close) => {
    const submit = async (event) => {
      event.preventDefault();
      try {
        await post(`/alerts/${encodeURIComponent(alert.id)}/feedback`, { who: who.value, anomaly });
        close();
        await done();
      } catch (error) {
        wrong.hidden = false;
        text(wrong, error.message);
      }
    };
    return h(
      "form",
      { class: "stack", onsubmit: submit },
      h("p", {}, anomaly ? "The rule becomes as sensitive on this series as before." : "The rule becomes less sensitive on this series: a value must deviate more before it fires again for the same reason. You can undo this."),
      field("Who", who),
      wrong,
      h("div", { class: "row" }, h("button", { class: "main" }, "Send feedback"), h("button", { type: "button", onclick: close }, "Cancel")),
    );
  });
}

function steps(alert) {
  return h(
    "ol",
    { class: "steps" },
    (alert.steps ?? []).map((step) => h("li", {}, time(step.at), ` ${step.state}`, step.text ? h("small", {}, ` ${step.text}`) : null)),
  );
}

async function ruleOf(alert, signal) {
  return alert.type === "rule_triggered" ? getOr(`/rules/${encodeURIComponent(alert.rule_id)}`, null).catch(() => null) : null;
}

/** Shows an alert in an element, and keeps it up to date. */
export async function showAlert(place, id, { back, signal, silenced }) {
  const fetchIt = () => get(`/alerts/${encodeURIComponent(id)}`, signal);
  let alert = await fetchIt();
  const rule = await ruleOf(alert, signal);
  const head = h("div");
  const body = h("div", { class: "stack" });
  const chartPlace = h("div");
  const chart = evidenceChart(chartPlace, alert, signal);
  const refresh = async () => {
    alert = await fetchIt();
    show();
    chart.update(alert);
  };
  const feedback = h("span");
  const acknowledge = h("button", { type: "button", class: "main", onclick: () => openAcknowledge(alert, refresh) }, "Acknowledge");
  const buttons = h(
    "div",
    { class: "row" },
    acknowledge,
    h(
      "button",
      {
        type: "button",
        onclick: () =>
          openSilence({ rule_id: alert.rule_id, source: alert.source, type: alert.event_data.type }, () => {
            silenced();
            refresh();
          }),
      },
      "Silence …",
    ),
    feedback,
    copyButton("Copy link", () => `${location.origin}${location.pathname}#/alerts/${encodeURIComponent(id)}`),
    copyButton("Copy JSON", () => JSON.stringify(alert, null, 2)),
    h("a", { class: "button", href: back }, "Close"),
  );
  const show = () => {
    replace(
      head,
      h("h2", {}, mark(alert.severity), ` ${alertTitle(alert)}`),
      h("p", { class: "row" }, statePills(alert)),
    );
    // nobody has been notified of a pending alert yet
    acknowledge.hidden = alert.state === "pending";
    replace(feedback, rule?.condition === "anomaly" && alert.state !== "pending" ? feedbackButton(alert, refresh) : null);
    replace(body, facts(alert), h("h3", {}, "History"), steps(alert), rule ? ruleBox(rule) : null);
  };
  show();
  replace(place, h("div", { class: "stack" }, head, buttons, chartPlace, body));
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
