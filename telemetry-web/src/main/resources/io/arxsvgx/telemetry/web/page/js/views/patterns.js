// Failure patterns as cards, and the risk of each component.

import { get } from "../api.js";
import { sparkline } from "../chart.js";
import { action, copyButton, debounced, h, mark, replace, text } from "../dom.js";
import { lasting, number, percent, plural, seriesName, time } from "../format.js";
import { listen } from "../live.js";

const PAGE = 50;

/** Returns the severity name that marks a pattern severity of 0 to 1. */
function severityName(severity) {
  return severity >= 0.7 ? "critical" : severity >= 0.4 ? "warning" : "info";
}

function recommended(metadata) {
  const given = metadata.recommended_actions ?? metadata.recommendations ?? [];
  return Array.isArray(given) ? given : [given];
}

const SHOWN_APART = new Set(["recommended_actions", "recommendations", "predicted_failure_time", "component"]);

function shown(value) {
  if (typeof value === "number") {
    return number(value);
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function card(pattern) {
  const { metadata = {}, data_points: points } = pattern;
  const severity = severityName(pattern.severity);
  const spark = points.length > 1 ? sparkline(`The values of the pattern: ${plural(points.length, "value")} up to ${number(points[points.length - 1])}`, { color: severity, height: 72 }) : null;
  spark?.set([points.map((_, index) => index), points]);
  const others = Object.entries(metadata).filter(([name]) => !SHOWN_APART.has(name));
  const actions = recommended(metadata);
  const element = h(
    "article",
    { class: "panel pattern", "data-pattern": pattern.pattern_id },
    h(
      "div",
      { class: "head" },
      h("h2", {}, mark(severity), ` ${pattern.failure_type.replaceAll("_", " ")}`),
      h("span", { class: `pill ${pattern.ends_at ? "resolved" : "firing"}` }, pattern.ends_at ? "over" : "lasts"),
    ),
    h("p", {}, pattern.description),
    h("p", { class: "muted" }, `${seriesName(pattern)}, `, time(pattern.timestamp), `, for ${lasting(pattern.timestamp, pattern.ends_at)}`),
    spark?.element,
    h(
      "dl",
      { class: "facts" },
      h("dt", {}, "Confidence"),
      h("dd", {}, percent(pattern.confidence)),
      h("dt", {}, "Severity"),
      h("dd", {}, percent(pattern.severity)),
      metadata.predicted_failure_time ? [h("dt", {}, "Failure predicted"), h("dd", {}, time(metadata.predicted_failure_time), " ", ahead(metadata.predicted_failure_time))] : null,
    ),
    actions.length ? [h("h3", {}, "Recommended"), h("ul", {}, actions.map((one) => h("li", {}, one)))] : null,
    h(
      "details",
      {},
      h("summary", {}, "Evidence"),
      h("dl", { class: "facts" }, others.flatMap(([name, value]) => [h("dt", {}, name.replaceAll("_", " ")), h("dd", {}, shown(value))])),
      copyButton("Copy JSON", () => JSON.stringify(pattern, null, 2)),
    ),
  );
  return { element, destroy: () => spark?.destroy() };
}

function ahead(iso) {
  const left = Date.parse(iso) - Date.now();
  return h("small", {}, left > 0 ? `in ${lasting(new Date().toISOString(), iso)}` : "(past)");
}

function riskRow(risk) {
  const share = Math.max(0, Math.min(1, risk.risk));
  const fill = h("span");
  fill.style.width = `${share * 100}%`;
  const severity = severityName(share);
  return h(
    "tr",
    {},
    h("td", {}, mark(severity), ` ${risk.component}`),
    h("td", { class: "number" }, percent(share)),
    h("td", { class: "bar-cell" }, h("div", { class: "bar", "aria-hidden": "true" }, fill)),
    h(
      "td",
      {},
      Object.entries(risk.factors ?? {})
        .map(([name, value]) => `${name.replaceAll("_", " ")} ${number(value)}`)
        .join(", "),
    ),
    h("td", {}, Object.values(risk.recommendations ?? {}).join(" ")),
  );
}

function riskTable(risks) {
  return h(
    "section",
    { class: "panel", "aria-label": "Risk by component" },
    h("h2", {}, "Risk by component"),
    h(
      "div",
      { class: "scroll-x", tabindex: 0, role: "region", "aria-label": "Risks" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ["Component", "Risk", "", "Factors", "Recommended"].map((name) => h(name ? "th" : "td", { class: name === "Risk" ? "number" : null }, name)))),
        h("tbody", {}, [...risks].sort((a, b) => b.risk - a.risk).map(riskRow)),
      ),
    ),
  );
}

/** Shows the view until the signal is aborted. */
export async function patternsView(root, route, signal) {
  const cards = new Map();
  const grid = h("div", { class: "cards" });
  const risks = h("div");
  const summary = h("p", { class: "muted summary", role: "status" });
  let oldest = "";
  const more = action("Show older patterns", { hidden: true }, async () => {
    show(await get(`/patterns?limit=${PAGE}&before=${encodeURIComponent(oldest)}`, signal), true);
  });
  const place = (pattern, atEnd) => {
    const fresh = card(pattern);
    const known = cards.get(pattern.pattern_id);
    if (known) {
      fresh.element.querySelector("details").open = known.element.querySelector("details").open;
      known.element.replaceWith(fresh.element);
      known.destroy();
    } else if (atEnd) {
      grid.append(fresh.element);
    } else {
      grid.prepend(fresh.element);
    }
    cards.set(pattern.pattern_id, fresh);
  };
  const sum = () => text(summary, cards.size ? plural(cards.size, "pattern") : "No failure pattern has been found so far. This page shows patterns if the application adds failure detection.");
  const show = (page, atEnd) => {
    more.hidden = page.length < PAGE;
    oldest = page[0]?.pattern_id ?? oldest;
    page.reverse().forEach((pattern) => place(pattern, atEnd));
    sum();
  };
  replace(root, h("div", { class: "head" }, h("h1", {}, "Patterns")), risks, summary, grid, more);
  signal.addEventListener("abort", () => cards.forEach((one) => one.destroy()));
  const load = async () => show(await get(`/patterns?limit=${PAGE}`, signal), true);
  const showRisks = (dashboard) => {
    const now = JSON.stringify(dashboard.risk_assessments);
    if (risks.dataset.shown !== now) {
      risks.dataset.shown = now;
      replace(risks, dashboard.risk_assessments.length ? riskTable(dashboard.risk_assessments) : null);
    }
  };
  listen(signal, "pattern", (pattern) => {
    place(pattern, false);
    sum();
  });
  listen(signal, "dashboard", showRisks);
  listen(signal, "resumed", debounced(100, () => load().catch(() => {})));
  // load both at once, so that the risks do not push the cards down
  const [dashboard, page] = await Promise.all([get("/dashboard", signal), get(`/patterns?limit=${PAGE}`, signal)]);
  showRisks(dashboard);
  show(page, true);
}
