// The list of alerts, live, filtered and paged, and beside it the open alert.

import { get, query } from "../api.js";
import { action, copyButton, debounced, field, h, notice, replace, select, text, throttled } from "../dom.js";
import { count, seriesName } from "../format.js";
import { listen } from "../live.js";
import { labelParameters, labelsIn, labelsOf } from "../labels.js";
import { keepView, remember, remembered } from "../navigation.js";
import { pickLabels } from "../names.js";
import { ageEntries, alertRows, countsText, inGroups } from "./alertentry.js";
import { showAlert } from "./alertdetail.js";
import { labelFilter, showNames } from "./labelfilter.js";
import { openSilence, silenceList } from "./silences.js";

const PAGE = 100;
const MAX_SHOWN = 10_000;
const REFRESH_MS = 5_000;
const LIVE_MS = 1_000;
const FILTERS = ["text", "severity", "state", "source", "series"];
const WHERE = "alerts";
/** The limit of the server. */
const MAX_FILTER_SERIES = 100;

/** The values of the filters that are not free text. */
const CHOICES = { severity: ["critical", "warning", "info"], state: ["pending", "firing", "resolved"] };

function filterOf(route) {
  return Object.fromEntries(FILTERS.map((name) => [name, isUsable(name, route.query.get(name)) ? route.query.get(name) : ""]));
}

/** Returns whether a link gives a filter a value that the server accepts. */
function isUsable(name, value) {
  return value !== null && (!CHOICES[name] || CHOICES[name].includes(value)) && (name !== "series" || seriesIn(value) !== null);
}

/** Returns the series of a filter; null if it is malformed. */
function seriesIn(given) {
  try {
    const pairs = JSON.parse(given);
    const isValid = pairs.length <= MAX_FILTER_SERIES && pairs.every((pair) => pair.length === 2 && pair.every((name) => typeof name === "string" && name));
    return isValid ? pairs.map(([source, type]) => ({ source, type })) : null;
  } catch {
    return null;
  }
}

/** States which filters of a link were ignored. */
function complainOf(route) {
  const ignored = FILTERS.filter((name) => route.query.get(name) && !isUsable(name, route.query.get(name)));
  if (ignored.length) {
    notice(`The link is malformed: its ${ignored.join(" and ")} cannot be used. All alerts are shown that match the rest.`, "", "alerts-link");
  }
}

/** Merges alerts that are pending into the others, the newest first. */
function merged(pending, others) {
  const waiting = [...pending].reverse().sort((a, b) => Number(begin(a) < begin(b)) - Number(begin(a) > begin(b)));
  const all = [];
  for (const alert of others) {
    while (waiting.length && begin(waiting[0]) > begin(alert)) {
      all.push(waiting.shift());
    }
    all.push(alert);
  }
  return [...all, ...waiting];
}

/** Returns when an alert fired, or began to wait, as a text that sorts by time; milliseconds are too coarse for that. */
function begin({ fired_at: fired, starts_at: starts }) {
  const [whole, fraction = ""] = (fired ?? starts).slice(0, -1).split(".");
  return `${whole}.${fraction.padEnd(9, "0")}`;
}

class AlertList {
  constructor(route, signal) {
    this.open = route.id;
    this.signal = signal;
    this.filter = filterOf(route);
    this.labels = labelsIn(route.query);
    this.group = route.query.get("group") ?? "";
    this.names = () => {};
    this.size = PAGE;
    /** The number of the last request, how many are under way, and whether another is due or must be shown. */
    this.loads = 0;
    this.underWay = 0;
    this.isDue = false;
    this.isForced = false;
    this.summary = h("p", { class: "muted", role: "status" });
    this.latest = h("span", { class: "muted" });
    this.more = h("p", { class: "row more", hidden: true }, this.latest, action("Load older", { class: "quiet" }, () => this.older()));
    this.pending = h("p", { class: "row more", hidden: true }, h("a"));
    this.list = alertRows({ query: () => this.query(), isOpen: (alert) => alert.id === this.open, head: this.summary, below: [this.more, this.pending] });
    this.rows = this.list.rows;
  }

  query() {
    return query({ ...this.filter, ...labelParameters(this.labels), group: this.group });
  }

  /** Loads the alerts that are shown and their numbers; `isForced` shows them even where the user is. */
  async load(isForced = false) {
    if (this.underWay && !isForced) {
      this.isDue = true;
      return;
    }
    this.isForced ||= isForced;
    this.loads += 1;
    this.underWay += 1;
    try {
      await this.fetch(this.loads);
    } finally {
      this.underWay -= 1;
    }
    if (this.isDue && !this.underWay && !this.signal.aborted) {
      this.isDue = false;
      await this.load();
    }
  }

  async fetch(mine) {
    const filter = { ...this.filter, ...labelParameters(this.labels) };
    const { state, ...others } = filter;
    const [page, pending, counts] = await Promise.all([
      get(`/alerts${query({ ...filter, limit: this.size })}`, this.signal),
      state ? [] : get(`/alerts${query({ ...others, state: "pending", limit: PAGE })}`, this.signal),
      get(`/alerts/count${query(others)}`, this.signal),
    ]);
    if (mine === this.loads) {
      this.show(merged(pending, page.reverse()), page.length, pending.length, counts);
    }
  }

  async older() {
    this.size = Math.min(this.size + PAGE, MAX_SHOWN);
    this.keepPlace();
    await this.load(true);
  }

  show(alerts, listed, pending, counts) {
    const { state } = this.filter;
    const total = state ? counts[state].total : counts.firing.total + counts.resolved.total;
    text(this.summary, countsText(counts));
    text(this.latest, `Latest ${count(listed)} of ${count(Math.max(total, listed))} · `);
    this.more.hidden = listed < this.size;
    const hidden = state ? 0 : Math.max(0, counts.pending.total - pending);
    this.pending.hidden = !hidden;
    this.pending.firstChild.setAttribute("href", `#/alerts${query({ ...this.filter, ...labelParameters(this.labels), state: "pending" })}`);
    text(this.pending.firstChild, hidden ? `${count(hidden)} more pending` : "");
    const isFiltered = FILTERS.some((name) => this.filter[name]) || Object.keys(this.labels).length > 0;
    this.names(alerts.flatMap((alert) => labelsOf(alert).map(([name]) => name)));
    this.list.show(inGroups(this.group, alerts), { isForced: this.isForced, empty: isFiltered ? "No alert matches." : "No alert has fired so far." });
    this.isForced = false;
  }

  /** Marks the open alert among the entries. */
  mark(id) {
    this.open = id;
    for (const entry of this.rows.querySelectorAll("a")) {
      entry.toggleAttribute("aria-current", false);
    }
    this.entry(id)?.setAttribute("aria-current", "true");
  }

  entry(id) {
    return [...this.rows.children].find((row) => row.dataset.key === id)?.firstElementChild;
  }

  /** Keeps how many are shown and where the user is, for Back. */
  keepPlace() {
    const focused = this.rows.contains(document.activeElement) ? document.activeElement.closest("li").dataset.key : this.open;
    remember(WHERE, { size: this.size, top: scrollY, focused });
  }
}

function filters(list, changed) {
  const controls = {
    text: h("input", { type: "search", value: list.filter.text, placeholder: "Rule, series, label, note" }),
    severity: select({}, [["", "Any"], "critical", "warning", "info"], list.filter.severity),
    state: select({}, [["", "Any"], "pending", "firing", "resolved"], list.filter.state),
    source: h("input", { type: "search", value: list.filter.source, placeholder: "Name, * matches any text" }),
  };
  const apply = debounced(200, () => {
    for (const [name, control] of Object.entries(controls)) {
      list.filter[name] = control.value.trim();
    }
    changed();
  });
  Object.values(controls).forEach((control) => control.addEventListener("input", apply));
  const labels = labelFilter(list.labels, changed);
  pickLabels(list.rows, labels.add);
  list.pick = labels.add;
  const group = select({}, [["", "No label"], ...(list.group ? [list.group] : [])], list.group);
  list.names = (names) => showNames(group, names);
  group.addEventListener("change", () => {
    list.group = group.value;
    changed();
  });
  const form = h(
    "form",
    { class: "fields", role: "search", "aria-label": "Filter alerts", id: "alert-filters", onsubmit: (event) => event.preventDefault() },
    field("Text", controls.text),
    field("Severity", controls.severity),
    field("State", controls.state),
    field("Source", controls.source),
    labels.field,
    field("Group by", group),
  );
  const isOpen = FILTERS.some((name) => list.filter[name]);
  const toggle = h("button", { type: "button", class: "filter-toggle", "aria-expanded": String(isOpen), "aria-controls": form.id }, "Filter");
  toggle.addEventListener("click", () => toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true")));
  return [toggle, form, labels.chips, seriesFilter(list, changed)];
}

/** The series that a link from elsewhere restricts the list to, with a button that removes the restriction. */
function seriesFilter(list, changed) {
  if (!list.filter.series) {
    return null;
  }
  const series = seriesIn(list.filter.series);
  const chip = h("p", { class: "row" }, h("bdi", {}, series.map(seriesName).join(", ")));
  chip.append(
    h("button", { type: "button", class: "quiet", onclick: () => {
      chip.remove();
      list.filter.series = "";
      changed();
    } }, "Any series"),
  );
  return chip;
}

/** The open alert beside the list, each with a signal of its own. */
class Detail {
  constructor(list, silences, signal) {
    this.list = list;
    this.silences = silences;
    this.leave = new AbortController();
    this.element = h("section", { class: "panel detail", "aria-label": "Alert", hidden: true });
    signal.addEventListener("abort", () => this.leave.abort());
  }

  async show(id, isFocused) {
    this.leave.abort();
    this.leave = new AbortController();
    const { signal } = this.leave;
    this.element.hidden = !id;
    this.element.parentElement.classList.toggle("open", Boolean(id));
    if (!id) {
      replace(this.element);
      return;
    }
    const back = () => `#/alerts${this.list.query()}`;
    replace(this.element, h("p", { class: "muted" }, "Loading …"));
    try {
      await showAlert(this.element, id, { back, signal, isFocused, silenced: () => this.silences.load(), pick: (label) => this.list.pick(label) });
    } catch (error) {
      if (error.name !== "AbortError" && !signal.aborted) {
        const heading = h("h2", { tabindex: -1 }, "The alert cannot be shown");
        const words = error.status === 404 ? "It is unknown to the server. Old alerts are deleted; without a store they end with the process." : error.message;
        replace(this.element, h("div", { class: "stack" }, heading, h("p", { class: "error", role: "alert" }, words), h("a", { class: "button close", href: back() }, "Close")));
        heading.focus();
      }
    }
  }
}

/** Shows the view until the signal is aborted. */
export async function alertsView(root, route, signal) {
  complainOf(route);
  const before = remembered(WHERE);
  const list = new AlertList(route, signal);
  list.size = Math.max(PAGE, before?.size ?? PAGE);
  const silences = silenceList(signal);
  const detail = new Detail(list, silences, signal);
  const changed = () => {
    list.size = PAGE;
    history.replaceState(history.state, "", `#/alerts${list.open ? `/${encodeURIComponent(list.open)}` : ""}${list.query()}`);
    detail.element.querySelector(".close")?.setAttribute("href", `#/alerts${list.query()}`);
    list.load(true).catch((error) => text(list.summary, error.message));
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
      { class: "split" },
      h("section", { class: "panel list", "aria-label": "List" }, filters(list, changed), list.list.element),
      detail.element,
    ),
    silences.element,
  );
  const quietly = () => list.load().catch((error) => (error.name === "AbortError" ? null : text(list.summary, error.message)));
  listen(signal, "alert", throttled(LIVE_MS, quietly));
  listen(signal, "resumed", quietly);
  window.addEventListener("scroll", throttled(200, () => signal.aborted || list.keepPlace()), { signal, passive: true });
  list.rows.addEventListener("focusin", () => list.keepPlace());
  const timer = setInterval(() => {
    if (!document.hidden) {
      ageEntries(root);
      quietly();
      silences.load().catch(() => {});
    }
  }, REFRESH_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
  let top = scrollY;
  keepView(signal, "alerts", (next) => {
    complainOf(next);
    const others = query({ ...filterOf(next), ...labelParameters(labelsIn(next.query)), group: next.query.get("group") });
    if (others !== list.query()) {
      return false;
    }
    const last = list.open;
    top = last ? top : scrollY;
    list.mark(next.id);
    detail.show(next.id, true);
    if (next.id) {
      list.entry(next.id)?.scrollIntoView({ block: "nearest" });
    } else {
      // the list is shown again where it was; the focus returns to the alert that was open
      window.scrollTo(0, remembered(WHERE)?.top ?? top);
      list.entry(last)?.focus({ preventScroll: true });
    }
    return true;
  });
  await Promise.all([list.load(true), silences.load(), detail.show(list.open, false)]);
  if (before && !signal.aborted) {
    window.scrollTo(0, before.top);
    if (!list.open) {
      list.entry(before.focused)?.focus({ preventScroll: true });
    }
  }
}
