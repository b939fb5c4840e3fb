// The frame of the page: the current view, the state of the system and of the connection, and the token.

import * as api from "./api.js";
import { action, field, h, mark, notice, openDialog, replace, text } from "./dom.js";
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
};
const LAG_SHOWN_MS = 20_000;

const main = document.getElementById("main");
const links = new Map();
let leave = new AbortController();
let shown = "";
/** The time of the last dropped messages, and their number since the first of them. */
let lagged = 0;
let dropped = 0;

/** Parses `#/alerts/17?state=firing` into {view, id, query}. */
function route() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, ...rest] = path.split("/");
  return {
    view: VIEWS[view] ? view : "overview",
    id: rest.length ? decodeURIComponent(rest.join("/")) : "",
    query: new URLSearchParams(query),
  };
}

function show() {
  leave.abort();
  leave = new AbortController();
  const now = route();
  const [title, load] = VIEWS[now.view];
  for (const [name, link] of links) {
    link.toggleAttribute("aria-current", false);
    if (name === now.view) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }
  document.title = `${title} – Arx Telemetry`;
  const { signal } = leave;
  const root = h("div", { class: `view ${now.view}` });
  replace(main, root);
  if (shown && shown !== now.view) {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  shown = now.view;
  load()
    .then((view) => (signal.aborted ? null : view(root, now, signal)))
    .catch((error) => showFault(root, signal, error));
}

function showFault(root, signal, error) {
  if (!signal.aborted && error.name !== "AbortError") {
    root.append(
      h("div", { class: "error", role: "alert" }, h("p", {}, error.message), action("Try again", {}, async () => show())),
    );
  }
}

function showStatus(dashboard) {
  const { metrics } = dashboard;
  const status = document.getElementById("status");
  const reason = metrics.status_reason || "no problem found";
  if (status.dataset.status !== dashboard.system_status) {
    status.dataset.status = dashboard.system_status;
    replace(status.querySelector(".status-shape"), mark(dashboard.system_status, ""));
  }
  const words = `${dashboard.system_status[0].toUpperCase()}${dashboard.system_status.slice(1)}: ${reason}`;
  text(status.querySelector(".status-text"), words);
  status.title = words;
  text(links.get("alerts").querySelector(".count"), dashboard.active_alerts ? count(dashboard.active_alerts) : "");
}

function showConnection() {
  const place = document.getElementById("connection");
  const state = live.state;
  const isBehind = Date.now() - lagged < LAG_SHOWN_MS;
  place.dataset.state = state;
  const words = { live: isBehind ? "Live, behind" : "Live", connecting: "Connecting …", lost: "Not connected" };
  text(place, words[state]);
  main.classList.toggle("old", state === "lost");
  const old = document.getElementById("old-data");
  if (state === "lost" && !old) {
    const since = live.lastReceived ? ` The data shown is from ${when(new Date(live.lastReceived).toISOString())}.` : "";
    const retry = h("button", { type: "button", onclick: () => live.retry() }, "Connect now");
    document
      .getElementById("notices")
      .append(h("div", { class: "notice bad", id: "old-data" }, h("span", {}, `The server is not reachable.${since}`), retry));
  } else if (state === "live") {
    old?.remove();
  }
}

/** The open request for the token, so that the user is asked only once. */
let asking = null;

function askForToken() {
  asking ??= new Promise((resolve) => {
    let given = false;
    const input = h("input", { type: "password", autocomplete: "off", required: true, name: "token" });
    const wrong = api.token() ? "The server rejected the token." : "";
    const line = field("Token", input, "TELEMETRY_API_TOKEN of the server. It is kept until this tab is closed.");
    line.complain(wrong);
    const dialog = openDialog("The server requires a token", (close) => {
      const submit = (event) => {
        event.preventDefault();
        given = true;
        api.keepToken(input.value.trim());
        live.retry();
        close();
      };
      return h("form", { class: "stack", onsubmit: submit }, line, h("button", { class: "main" }, "Continue"));
    });
    dialog.addEventListener("close", () => {
      asking = null;
      resolve(given);
    });
  });
  return asking;
}

async function start() {
  startTheme(document.getElementById("theme"));
  for (const [name, [title]] of Object.entries(VIEWS)) {
    const link = h("a", { href: `#/${name}` }, title, h("span", { class: "count" }));
    links.set(name, link);
    document.getElementById("views").append(h("li", {}, link));
  }
  api.onTokenNeeded(askForToken);
  live.addEventListener("state", showConnection);
  live.addEventListener("dashboard", (event) => showStatus(event.detail));
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
    showStatus(await api.get("/dashboard"));
  } catch (error) {
    notice(error.message, "bad");
  }
  live.start();
  (window.requestIdleCallback ?? setTimeout)(() => Object.values(VIEWS).forEach(([, load]) => load().catch(() => {})));
}

start();
