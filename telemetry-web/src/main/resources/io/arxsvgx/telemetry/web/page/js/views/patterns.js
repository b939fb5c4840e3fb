// Failure patterns as cards, and the risk of each component.

import { get } from "../api.js";
import { sparkline } from "../chart.js";
import { action, copyButton, h, mark, replace, text, throttled } from "../dom.js";
import { count, lasting, number, percent, plural, shortNumbers, time } from "../format.js";
import { isolatedIn, seriesNames } from "../names.js";
import { listen } from "../live.js";

const PAGE = 50;
/** The number of components in the table of risks, of which there may be thousands. */
const MAX_RISKS = 10;

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
      h("span", { class: "pills" }, h("span", { class: `pill ${pattern.ends_at ? "resolved" : "firing"}` }, pattern.ends_at ? "ended" : "ongoing")),
    ),
    h("p", { dir: "auto" }, shortNumbers(isolatedIn(pattern.description, pattern.source, pattern.type))),
    h("p", { class: "muted" }, seriesNames(pattern), ", ", time(pattern.timestamp), `, for ${lasting(pattern.timestamp, pattern.ends_at)}`),
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
    h("td", { class: "words" }, mark(severity), " ", h("bdi", {}, risk.component)),
    h("td", { class: "number" }, percent(share)),
    h("td", { class: "bar-column" }, h("div", { class: "bar", "aria-hidden": "true" }, fill)),
    h(
      "td",
      { class: "words" },
      Object.entries(risk.factors ?? {})
        .map(([name, value]) => `${name.replaceAll("_", " ")} ${number(value)}`)
        .join(", "),
    ),
    h("td", { class: "words" }, Object.values(risk.recommendations ?? {}).map((words) => shortNumbers(isolatedIn(words, risk.component))).join(" ")),
  );
}

/** Creates the table of the components with the highest risk; `isAll` shows the others too, and `toggle` changes that. */
function riskTable(risks, isAll, toggle) {
  const sorted = [...risks].sort((a, b) => b.risk - a.risk);
  const most = sorted.filter(({ risk }) => risk > 0).slice(0, MAX_RISKS);
  const shown = isAll ? sorted : most;
  const rest = risks.length - most.length;
  const highest = most[most.length - 1]?.risk ?? 0;
  const others = sorted.slice(most.length).some(({ risk }) => risk > 0) ? `with a risk of at most ${percent(highest)}` : "without risk";
  const note = isAll ? "" : `Not shown: ${plural(rest, "component")} ${others}.`;
  const button = h("button", { type: "button", class: "quiet", onclick: toggle }, isAll ? "Show the highest only" : `Show all ${count(risks.length)}`);
  return h(
    "section",
    { class: "panel", "aria-label": "Risk by component" },
    h("h2", {}, "Risk by component"),
    rest > 0 ? h("p", { class: "row muted" }, note, button) : null,
    h(
      "div",
      { class: "scroll-x", tabindex: 0, role: "region", "aria-label": "Risks", hidden: !shown.length },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ["Component", "Risk", "", "Factors", "Recommended"].map((name) => h(name ? "th" : "td", { class: { Risk: "number", "": "bar-column" }[name] }, name)))),
        h("tbody", {}, shown.map(riskRow)),
      ),
    ),
  );
}

/** Whether the user is at an element, so that it must not be replaced or moved. */
function isInUse(element) {
  return element.matches(":hover, :focus-within");
}

/** The cards of patterns, newest first. What the user is at is not replaced, and nothing is put above it. */
class Cards {
  constructor(head, more) {
    this.cards = new Map();
    this.waiting = new Map();
    this.grid = h("div", { class: "cards" });
    this.fresh = h("button", { type: "button", class: "fresh", hidden: true, onclick: () => this.release(true) });
    this.element = h("div", { class: "live-rows" }, h("div", { class: "live-bar" }, head, this.fresh), this.grid, more);
    for (const type of ["pointerleave", "focusout"]) {
      this.grid.addEventListener(type, () => setTimeout(() => this.release(false)));
    }
  }

  /** Shows a pattern: a known one in its place, another one at the end or at the front. */
  put(pattern, atEnd) {
    const known = this.cards.get(pattern.pattern_id);
    const isSame = known && JSON.stringify(known.pattern) === JSON.stringify(pattern);
    if (isSame) {
      return;
    }
    if (known ? isInUse(known.element) : !atEnd && isInUse(this.grid)) {
      this.waiting.set(pattern.pattern_id, pattern);
    } else {
      this.#place(pattern, known, atEnd);
    }
    this.#showWaiting();
  }

  #place(pattern, known, atEnd) {
    const made = { ...card(pattern), pattern };
    if (known) {
      made.element.querySelector("details").open = known.element.querySelector("details").open;
      known.element.replaceWith(made.element);
      known.destroy();
    } else if (atEnd) {
      this.grid.append(made.element);
    } else {
      this.grid.prepend(made.element);
    }
    this.cards.set(pattern.pattern_id, made);
  }

  /** Shows what waited, unless the user is still there. */
  release(isForced) {
    if (this.grid.isConnected && (isForced || !isInUse(this.grid))) {
      const waiting = [...this.waiting.values()];
      this.waiting.clear();
      waiting.forEach((pattern) => this.#place(pattern, this.cards.get(pattern.pattern_id), false));
      this.#showWaiting();
    }
  }

  #showWaiting() {
    const number = [...this.waiting.keys()].filter((id) => !this.cards.has(id)).length;
    this.fresh.hidden = !number;
    text(this.fresh, number ? plural(number, "new pattern") : "");
  }

  destroy() {
    this.cards.forEach((one) => one.destroy());
  }
}

/** Shows the view until the signal is aborted. */
export async function patternsView(root, route, signal) {
  const risks = h("div");
  const summary = h("p", { class: "muted summary", role: "status" });
  const latest = h("span", { class: "muted" });
  let oldest = "";
  const older = action("Load older", { class: "quiet" }, async () => {
    show(await get(`/patterns?limit=${PAGE}&before=${encodeURIComponent(oldest)}`, signal));
  });
  const more = h("p", { class: "row more", hidden: true }, latest, older);
  const shownCards = new Cards(summary, more);
  const sum = () => {
    const number = shownCards.cards.size;
    text(latest, `Latest ${count(number)} · `);
    const words = more.hidden ? plural(number, "pattern") : `Latest ${plural(number, "pattern")}`;
    text(summary, number ? words : "No failure pattern has been found so far. This page shows patterns if the application adds failure detection.");
  };
  const show = (page) => {
    more.hidden = page.length < PAGE;
    oldest = page[0]?.pattern_id ?? oldest;
    page.reverse().forEach((pattern) => shownCards.put(pattern, true));
    sum();
  };
  shownCards.element.hidden = true;
  replace(root, h("div", { class: "head" }, h("h1", {}, "Patterns")), risks, shownCards.element);
  signal.addEventListener("abort", () => shownCards.destroy());
  const refresh = async () => {
    const page = await get(`/patterns?limit=${PAGE}`, signal);
    page.forEach((pattern) => shownCards.put(pattern, shownCards.cards.size === 0));
    sum();
  };
  let isAll = false;
  let drawn = "";
  const showRisks = ({ risk_assessments: given }, isForced = false) => {
    const now = JSON.stringify(given);
    if (isForced || (drawn !== now && !isInUse(risks))) {
      drawn = now;
      const toggle = () => {
        isAll = !isAll;
        showRisks({ risk_assessments: given }, true);
        risks.querySelector("button")?.focus();
      };
      replace(risks, given.length ? riskTable(given, isAll, toggle) : null);
    }
  };
  listen(signal, "pattern", (pattern) => {
    shownCards.put(pattern, false);
    sum();
  });
  listen(signal, "dashboard", showRisks);
  listen(signal, "resumed", throttled(1_000, () => signal.aborted || refresh().catch(() => {})));
  // load both at once, so that the risks do not push the cards down
  const [dashboard, page] = await Promise.all([get("/dashboard", signal), get(`/patterns?limit=${PAGE}`, signal)]);
  showRisks(dashboard);
  shownCards.element.hidden = false;
  show(page);
}
