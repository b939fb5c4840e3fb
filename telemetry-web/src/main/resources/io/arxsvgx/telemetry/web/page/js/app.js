// The frame of the page: the current view, the state of the system and of the connection, and the token.

import * as api from "./api.js";
import { UNREACHABLE } from "./api.js";
import { action, dropNotices, field, h, mark, notice, openDialog, replace, text } from "./dom.js";
import { count, plural, when } from "./format.js";
import { live } from "./live.js";
import { shownByView } from "./navigation.js";
import { startTheme } from "./theme.js";

/** The views. Each is loaded when it is first shown, or when the browser is idle. */
const VIEWS = {
  overview: ["Overview", async () => (await import("./views/overview.js")).overviewView],
  alerts: ["Alerts", async () => (await import("./views/alerts.js")).alertsView],
  series: ["Series", async () => (await import("./views/series.js")).seriesView],
  rules: ["Rules", async () => (await import("./views/rules.js")).rulesView],
  patterns: ["Patterns", async () => (await import("./views/patterns.js")).patternsView],
  boards: ["Boards", async () => (await import("./views/boards.js")).boardsView],
  notifications: ["Notifications", async () => (await import("./views/notifications.js")).notificationsView],
};
const LAG_SHOWN_MS = 20_000;
const MALFORMED = "This link is malformed. Choose a view, or ask for a new link.";

const main = document.getElementById("main");
const links = new Map();
let leave = new AbortController();
let shown = "";
/** Whether the view shows an error instead of its data. */
let isFaulty = false;
/** Whether the user has closed the dialog that asks for the token. */
let isTokenMissing = false;
/** The time of the last dropped messages, and their number since the first of them. */
let lagged = 0;
let dropped = 0;
/** The newest snapshot, and the marks of the firing alerts. */
const known = { dashboard: null, marks: null };

/** Parses `#/alerts/17?state=firing` into {view, id, query}; `problem` says why a link cannot be followed. */
function route() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [given, ...rest] = path.split("/");
  const view = given || "overview";
  const parsed = { view, id: "", query: new URLSearchParams(query), problem: "" };
  try {
    parsed.id = decodeURIComponent(rest.join("/"));
  } catch {
    parsed.problem = MALFORMED;
  }
  if (/[/\\]/.test(parsed.id)) {
    parsed.problem = MALFORMED;
  }
  if (!Object.hasOwn(VIEWS, view)) {
    parsed.problem = "This link leads to no view of this page. Choose a view.";
    parsed.view = "";
  }
  return parsed;
}

function show() {
  leave.abort();
  leave = new AbortController();
  isFaulty = false;
  const now = route();
  const [title, load] = VIEWS[now.view] ?? ["Not found", null];
  for (const [name, link] of links) {
    link.toggleAttribute("aria-current", false);
    if (name === now.view) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }
  document.title = `${title} – Arx Telemetry`;
  const { signal } = leave;
  // the heading stands until the view has loaded, so that the page never lacks one
  const root = h("div", { class: `view ${now.view}` }, h("div", { class: "head" }, h("h1", {}, title)));
  replace(main, root);
  if (shown && shown !== now.view) {
    dropNotices();
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  shown = now.view;
  if (now.problem) {
    showFault(root, signal, title, new Error(now.problem));
    return;
  }
  load()
    .then((view) => (signal.aborted ? null : view(root, now, signal)))
    .catch((error) => showFault(root, signal, title, error));
}

/** Shows why a view failed, where it is seen: at its top. The view is shown again when the connection comes back. */
function showFault(root, signal, title, error) {
  if (signal.aborted || error.name === "AbortError") {
    return;
  }
  isFaulty = true;
  // a module that could not be loaded is loaded again only by a new page
  const isModule = error instanceof TypeError && /module/i.test(error.message);
  const again = action("Try again", {}, async () => {
    isTokenMissing = false;
    return isModule ? location.reload() : show();
  });
  // what is gone stays gone: the list of the view has what there is
  const isGone = error.status === 404 && Boolean(route().id);
  const way = isGone ? h("a", { class: "button", href: `#/${route().view}` }, `All ${title.toLowerCase()}`) : again;
  const fault = h("div", { class: "error fault", role: "alert" }, h("p", {}, isModule ? UNREACHABLE : error.message), h("div", { class: "row" }, way));
  const head = root.querySelector(".head");
  if (head) {
    head.after(fault);
  } else {
    root.prepend(h("div", { class: "head" }, h("h1", {}, title)), fault);
  }
}

/** Returns how many of the firing alerts need less attention; the status counts them all. */
function marksOf({ silenced, acknowledged, stale }) {
  const parts = [
    [silenced, "silenced"],
    [acknowledged, "acknowledged"],
    [stale, "stale"],
  ].filter(([many]) => many > 0);
  return parts.length ? ` · of the firing alerts ${parts.map(([many, word]) => `${count(many)} ${word}`).join(", ")}` : "";
}

function showStatus({ dashboard, marks }) {
  if (!dashboard) {
    return;
  }
  const { metrics } = dashboard;
  const status = document.getElementById("status");
  const reason = metrics.status_reason || "no problem found";
  if (status.dataset.status !== dashboard.system_status) {
    status.dataset.status = dashboard.system_status;
    replace(status.querySelector(".status-shape"), mark(dashboard.system_status, ""));
  }
  const words = `${dashboard.system_status[0].toUpperCase()}${dashboard.system_status.slice(1)}: ${reason}${marks ? marksOf(marks) : ""}`;
  text(status.querySelector(".status-text"), words);
  status.title = words;
  text(links.get("alerts").querySelector(".count"), dashboard.active_alerts ? count(dashboard.active_alerts) : "");
}

/** Shows the link to the notifications if the server has receivers of them. */
async function offerNotifications() {
  const receivers = await api.getOr("/receivers", []).catch(() => null);
  const link = links.get("notifications");
  if (receivers) {
    link.parentElement.hidden = !receivers.length;
  }
  if (link.hasAttribute("aria-current")) {
    link.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

const CONNECTION_WORDS = { live: "Live", connecting: "Connecting …", lost: "Not connected" };

function showConnection() {
  const place = document.getElementById("connection");
  const state = live.state;
  const isBehind = Date.now() - lagged < LAG_SHOWN_MS;
  place.dataset.state = state;
  text(place, isTokenMissing ? "Signed out" : state === "live" && isBehind ? "Live, behind" : CONNECTION_WORDS[state]);
  main.classList.toggle("old", state === "lost");
  document.getElementById("sign-out").hidden = !api.token();
  showOldData(state);
}

/** Shows why the data is not up to date, until it is again. */
function showOldData(state) {
  const kind = isTokenMissing ? "token" : state === "lost" ? "lost" : state === "live" ? "" : null;
  const old = document.getElementById("old-data");
  if (kind === null || (old?.dataset.kind ?? "") === kind) {
    return;
  }
  old?.remove();
  if (kind) {
    const since = live.lastReceived ? ` The data shown is from ${when(new Date(live.lastReceived).toISOString())}.` : "";
    const reason = kind === "token" ? "The server requires a token." : UNREACHABLE;
    const again = kind === "token" ? action("Enter the token", {}, enterToken) : h("button", { type: "button", onclick: () => live.retry() }, "Connect now");
    document
      .getElementById("notices")
      .append(h("div", { class: "notice bad", id: "old-data", "data-kind": kind }, h("span", {}, `${reason}${since}`), again));
  }
}

async function enterToken() {
  isTokenMissing = false;
  if (await askForToken()) {
    show();
  }
}

/** The open request for the token, so that the user is asked only once. */
let asking = null;

function askForToken() {
  // a user who has closed the dialog is asked again only on request
  if (isTokenMissing) {
    return Promise.resolve(false);
  }
  asking ??= new Promise((resolve) => {
    let given = false;
    const input = h("input", { type: "password", autocomplete: "off", required: true, name: "token" });
    const wrong = api.token() ? "The server rejected the token." : "";
    const line = field("Token", input, "TELEMETRY_API_TOKEN of the server. It is kept until this tab is closed or you sign out.");
    line.complain(wrong);
    const dialog = openDialog("The server requires a token", (close) => {
      const submit = (event) => {
        event.preventDefault();
        given = true;
        api.keepToken(input.value.trim());
        close();
      };
      return h("form", { class: "stack", onsubmit: submit }, line, h("div", { class: "row" }, h("button", { class: "main" }, "Continue"), h("button", { type: "button", onclick: close }, "Cancel")));
    });
    dialog.addEventListener("close", () => {
      asking = null;
      isTokenMissing = !given;
      if (given) {
        live.retry();
      } else {
        live.hold();
      }
      showConnection();
      resolve(given);
    });
  });
  return asking;
}

/** Forgets the token and everything that this tab has kept. */
function signOut() {
  sessionStorage.clear();
  location.reload();
}

async function start() {
  startTheme(document.getElementById("theme"));
  for (const [name, [title]] of Object.entries(VIEWS)) {
    const link = h("a", { href: `#/${name}` }, title, h("span", { class: "count" }));
    links.set(name, link);
    document.getElementById("views").append(h("li", { hidden: name === "notifications" }, link));
  }
  api.onTokenNeeded(askForToken);
  document.getElementById("sign-out").addEventListener("click", signOut);
  live.addEventListener("state", () => {
    showConnection();
    if (live.state === "live") {
      dropNotices(UNREACHABLE);
      offerNotifications();
    }
    if (live.state === "live" && isFaulty) {
      show();
    }
  });
  live.addEventListener("dashboard", (event) => showStatus(Object.assign(known, { dashboard: event.detail })));
  live.addEventListener("overview", (event) => showStatus(Object.assign(known, { marks: event.detail.active_alerts_by_mark })));
  live.addEventListener("lagged", (event) => {
    dropped = Date.now() - lagged < LAG_SHOWN_MS ? dropped + event.detail : event.detail;
    lagged = Date.now();
    notice(`The server sent faster than this page could process: ${plural(dropped, "message")} dropped. The page loads the data again.`, "", "lagged");
    showConnection();
  });
  window.addEventListener("hashchange", () => shownByView(route()) || show());
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  show();
  showConnection();
  setInterval(showConnection, 5_000);
  try {
    showStatus(Object.assign(known, { dashboard: await api.get("/dashboard") }));
  } catch {
    // the view and the connection say why
  }
  live.start();
  (window.requestIdleCallback ?? setTimeout)(() => Object.values(VIEWS).forEach(([, load]) => load().catch(() => {})));
}

start();
