// The list of alerts, live, filtered and paged, and beside it the open alert.

import { get, query } from "../api.js";
import { action, copyButton, debounced, field, h, replace, select, text } from "../dom.js";
import { plural } from "../format.js";
import { listen } from "../live.js";
import { ageEntries, alertEntry } from "./alertentry.js";
import { showAlert } from "./alertdetail.js";
import { openSilence, silenceList } from "./silences.js";

const PAGE = 100;
const REFRESH_MS = 5_000;
const FILTERS = ["text", "severity", "state", "source"];

class AlertList {
  constructor(route, signal) {
    this.open = route.id;
    this.signal = signal;
    this.filter = Object.fromEntries(FILTERS.map((name) => [name, route.query.get(name) ?? ""]));
    this.alerts = [];
    this.mayHaveMore = false;
    this.rows = h("ul", { class: "rows", "aria-label": "Alerts" });
    this.summary = h("p", { class: "muted", role: "status" });
    this.more = action("Show older alerts", { hidden: true }, () => this.older());
  }

  query() {
    return query(this.filter);
  }

  async load() {
    const page = await get(`/alerts${query({ ...this.filter, limit: PAGE })}`, this.signal);
    page.reverse();
    // alerts of older pages stay, below the newest page
    const fresh = new Set(page.map((alert) => alert.id));
    const oldest = page.length ? page[page.length - 1].id : "";
    const from = this.alerts.findIndex((alert) => alert.id === oldest);
    const kept = from < 0 ? [] : this.alerts.slice(from + 1).filter((alert) => !fresh.has(alert.id));
    if (!kept.length) {
      this.mayHaveMore = page.length === PAGE;
    }
    this.alerts = [...page, ...kept];
    this.show();
  }

  async older() {
    const before = this.alerts[this.alerts.length - 1].id;
    const page = await get(`/alerts${query({ ...this.filter, limit: PAGE, before })}`, this.signal);
    this.alerts.push(...page.reverse());
    this.mayHaveMore = page.length === PAGE;
    this.show();
  }

  show() {
    this.more.hidden = !this.mayHaveMore;
    const shown = `${plural(this.alerts.length, "alert")}${this.mayHaveMore ? " shown, there are older ones" : ""}`;
    text(this.summary, shown);
    if (!this.alerts.length) {
      const isFiltered = FILTERS.some((name) => this.filter[name]);
      replace(this.rows, h("li", { class: "empty" }, isFiltered ? "No alert matches." : "No alert has fired so far."));
      return;
    }
    const focused = document.activeElement?.getAttribute("href");
    const entries = this.alerts.map((alert) =>
      h("li", {}, alertEntry(alert, { query: this.query(), isOpen: alert.id === this.open })),
    );
    const had = this.rows.contains(document.activeElement);
    replace(this.rows, entries);
    if (had) {
      [...this.rows.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus({ preventScroll: true });
    }
  }
}

function filters(list, changed) {
  const controls = {
    text: h("input", { type: "search", value: list.filter.text, placeholder: "Rule, series or text" }),
    severity: select({}, [["", "Any"], "critical", "warning", "info"], list.filter.severity),
    state: select({}, [["", "Any"], "pending", "firing", "resolved"], list.filter.state),
    source: h("input", { type: "search", value: list.filter.source, placeholder: "Exact name" }),
  };
  const apply = debounced(200, () => {
    for (const name of FILTERS) {
      list.filter[name] = controls[name].value.trim();
    }
    changed();
  });
  Object.values(controls).forEach((control) => control.addEventListener("input", apply));
  return h(
    "form",
    { class: "fields", role: "search", "aria-label": "Filter alerts", onsubmit: (event) => event.preventDefault() },
    field("Text", controls.text),
    field("Severity", controls.severity),
    field("State", controls.state),
    field("Source", controls.source),
  );
}

/** Shows the view until the signal is aborted. */
export async function alertsView(root, route, signal) {
  const list = new AlertList(route, signal);
  const detail = h("section", { class: "panel detail", "aria-label": "Alert", hidden: !list.open });
  const silences = silenceList(signal);
  const changed = () => {
    list.alerts = [];
    history.replaceState(null, "", `#/alerts${list.open ? `/${encodeURIComponent(list.open)}` : ""}${list.query()}`);
    list.load().catch((error) => text(list.summary, error.message));
  };
  replace(
    root,
    h(
      "div",
      { class: "head" },
      h("h1", {}, "Alerts"),
      h(
        "div",
        { class: "row" },
        copyButton("Copy link", () => location.href),
        h("button", { type: "button", onclick: () => openSilence({}, () => silences.load()) }, "Silence …"),
      ),
    ),
    h(
      "div",
      { class: list.open ? "split open" : "split" },
      h("section", { class: "panel list", "aria-label": "List" }, filters(list, changed), list.summary, list.rows, list.more),
      detail,
    ),
    silences.element,
  );
  listen(signal, "alert", debounced(250, () => list.load().catch(() => {})));
  listen(signal, "resumed", () => list.load().catch(() => {}));
  const timer = setInterval(() => {
    if (!document.hidden) {
      ageEntries(list.rows);
      list.load().catch(() => {});
    }
  }, REFRESH_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
  await Promise.all([
    list.load(),
    silences.load(),
    list.open ? showAlert(detail, list.open, { back: `#/alerts${list.query()}`, signal, silenced: () => silences.load() }) : null,
  ]);
}
