// The receivers of notifications, and the log of notifications, filtered and paged.

import { get, getOr, post, query } from "../api.js";
import { action, copyButton, field, h, notice, replace, select, text } from "../dom.js";
import { plural, seriesName } from "../format.js";
import { seriesOf } from "../labels.js";
import { listen } from "../live.js";
import { isolated } from "../names.js";
import { LiveRows } from "../rows.js";
import { alertTitle } from "./alertentry.js";
import { notificationRow } from "./notificationentry.js";
import { receiverPanel } from "./receivers.js";

const PAGE = 100;
const MAX_SHOWN = 10_000;
const REFRESH_MS = 3_000;
const TITLED = 500;
const MAX_TITLES = 20_000;
const FILTERS = ["state", "receiver", "alert"];
const STATES = ["pending", "sent", "dead"];

const isUsable = (name, value) => name !== "state" || !value || STATES.includes(value);

function filterOf(route) {
  return Object.fromEntries(FILTERS.map((name) => [name, route.query.get(name) ?? ""]).map(([name, value]) => [name, isUsable(name, value) ? value : ""]));
}

/** States that a filter of a link was ignored. */
function complainOf(route) {
  if (!isUsable("state", route.query.get("state"))) {
    notice("The link is malformed: its state cannot be used. All notifications are shown that match the rest.", "", "notifications-link");
  }
}

/** The titles of alerts by id. They are loaded when an alert without one is shown; an alert that is too old has none. */
class AlertTitles {
  #known = new Map();

  constructor(signal) {
    this.signal = signal;
  }

  of(id) {
    return this.#known.get(id) ?? "";
  }

  /** Loads the titles of alerts that were never looked for; resolves to whether there were such alerts. */
  async load(ids) {
    const unknown = ids.filter((id) => !this.#known.has(id));
    if (!unknown.length) {
      return false;
    }
    const newest = await get(`/alerts${query({ limit: TITLED })}`, this.signal);
    if (this.#known.size > MAX_TITLES) {
      this.#known.clear();
    }
    unknown.forEach((id) => this.#known.set(id, ""));
    newest.forEach((alert) => this.#known.set(alert.id, `${alertTitle(alert)}: ${seriesName(seriesOf(alert))}`));
    return true;
  }
}

class NotificationLog {
  constructor(route, signal) {
    this.signal = signal;
    this.filter = filterOf(route);
    this.size = PAGE;
    /** The number of the last request, and whether it is under way. */
    this.loads = 0;
    this.isLoading = false;
    this.titles = new AlertTitles(signal);
    this.summary = h("p", { class: "muted", role: "status" });
    this.more = h("p", { class: "row more", hidden: true }, action("Load older", { class: "quiet" }, () => this.older()));
    this.list = new LiveRows({
      key: (notification) => notification.id,
      noun: "notification",
      list: h("ul", { class: "rows", "aria-label": "Notifications" }),
      head: this.summary,
      below: this.more,
      make: (notification) => notificationRow(notification, { titleOf: (id) => this.titles.of(id), retry: (id) => this.retry(id) }),
    });
  }

  query() {
    return query(this.filter);
  }

  /** Loads the notifications that are shown; `isForced` shows them even where the user is. */
  async load(isForced = false) {
    if (this.isLoading && !isForced) {
      return;
    }
    this.loads += 1;
    const mine = this.loads;
    this.isLoading = true;
    try {
      const page = await get(`/notifications${query({ ...this.filter, limit: this.size })}`, this.signal);
      if (mine === this.loads) {
        await this.show(page.reverse(), isForced);
      }
    } finally {
      this.isLoading &&= mine !== this.loads;
    }
  }

  async show(page, isForced) {
    const isCut = page.length >= this.size;
    const draw = (isFirst) => this.list.show(page, { isForced: isFirst && isForced, empty: this.emptyText() });
    draw(true);
    text(this.summary, page.length ? `${isCut ? "Latest " : ""}${plural(page.length, "notification")}` : "");
    this.more.hidden = !isCut || this.size >= MAX_SHOWN;
    // without titles the links have the ids of the alerts
    if (await this.titles.load(page.flatMap(({ alerts }) => alerts)).catch(() => false)) {
      draw(false);
    }
  }

  emptyText() {
    return FILTERS.some((name) => this.filter[name])
      ? "No notification matches."
      : "No notification yet. One is sent when an alert fires whose rule has the action send_notification. Send a test message to check a receiver.";
  }

  async older() {
    this.size = Math.min(this.size + PAGE, MAX_SHOWN);
    await this.load(true);
  }

  async retry(id) {
    await post(`/notifications/${encodeURIComponent(id)}/retry`);
    this.load().catch(() => {});
  }
}

/** Creates the filters of the log; `names` sets the receivers to choose from. */
function filters(log, changed) {
  const state = select({}, [["", "Any"], ...STATES], log.filter.state);
  const receiver = select({}, [["", "Any"]], "");
  const names = (all) => {
    const wanted = [...new Set([...all, log.filter.receiver])].filter(Boolean);
    if (receiver.dataset.names !== JSON.stringify(wanted)) {
      receiver.dataset.names = JSON.stringify(wanted);
      replace(receiver, h("option", { value: "" }, "Any"), wanted.map((name) => h("option", { value: name }, isolated(name))));
      receiver.value = log.filter.receiver;
    }
  };
  names([]);
  const apply = () => {
    Object.assign(log.filter, { state: state.value, receiver: receiver.value });
    changed();
  };
  [state, receiver].forEach((control) => control.addEventListener("change", apply));
  const form = h(
    "form",
    { class: "fields", role: "search", "aria-label": "Filter notifications", onsubmit: (event) => event.preventDefault() },
    field("State", state),
    field("Receiver", receiver),
  );
  return { parts: [form, alertFilter(log, changed, state)], names };
}

/** The alert that a link from elsewhere restricts the log to, with a button that removes the restriction. */
function alertFilter(log, changed, nextFocus) {
  const { alert } = log.filter;
  if (!alert) {
    return null;
  }
  const chip = h("p", { class: "row" }, "Of the alert ", h("a", { href: `#/alerts/${encodeURIComponent(alert)}` }, h("bdi", {}, alert)));
  const any = h("button", { type: "button", class: "quiet", onclick: () => {
    chip.remove();
    nextFocus.focus();
    log.filter.alert = "";
    changed();
  } }, "Any alert");
  chip.append(any);
  return chip;
}

/** What is shown while the server has no receivers. */
function unconfigured() {
  return h(
    "section",
    { class: "panel", "aria-label": "Not configured", hidden: true },
    h(
      "div",
      { class: "empty" },
      h("p", {}, "Notifications are not configured. Start the server with a file of routes and receivers in the format of Alertmanager:"),
      h("pre", { tabindex: 0 }, "telemetry start --notifications notifications.yml"),
    ),
  );
}

/** Shows the view until the signal is aborted. */
export async function notificationsView(root, route, signal) {
  complainOf(route);
  const receivers = receiverPanel();
  const none = unconfigured();
  const log = new NotificationLog(route, signal);
  const complain = (error) => (error.name === "AbortError" ? null : text(log.summary, error.message));
  const changed = () => {
    log.size = PAGE;
    history.replaceState(history.state, "", `#/notifications${log.query()}`);
    log.load(true).catch(complain);
  };
  const { parts, names } = filters(log, changed);
  const panel = h("section", { class: "panel log", "aria-label": "Log", hidden: true }, h("h2", {}, "Log"), parts, log.list.element);
  replace(
    root,
    h("div", { class: "head" }, h("h1", {}, "Notifications"), copyButton("Copy link", () => location.href)),
    none,
    receivers.element,
    panel,
  );
  const load = async (isForced = false) => {
    const all = await getOr("/receivers", [], signal);
    none.hidden = all.length > 0;
    panel.hidden = !all.length;
    receivers.show(all);
    names(all.map(({ name }) => name));
    await log.load(isForced);
  };
  const quietly = () => load().catch(complain);
  const timer = setInterval(() => (document.hidden ? null : quietly()), REFRESH_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
  listen(signal, "resumed", quietly);
  await load(true);
}
