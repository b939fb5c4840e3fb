// The notifications about one alert.

import { h } from "../dom.js";
import { patchRows } from "../rows.js";
import { notificationRow } from "./notificationentry.js";

const REFRESH_MS = 5_000;

/**
 * Creates the part of an alert's notifications, hidden while there are none. `load` fetches the alert: a message is sent
 * later than the alert changes, so the part is brought up to date until the signal is aborted.
 */
export function deliveries(id, { load, signal }) {
  const rows = h("ul", { class: "rows", "aria-label": "Notifications of the alert" });
  const element = h(
    "div",
    { class: "stack", hidden: true },
    h("h3", {}, "Notifications"),
    rows,
    h("p", {}, h("a", { href: `#/notifications?alert=${encodeURIComponent(id)}` }, "Open in the log of notifications")),
  );
  element.update = ({ notifications = [] }) => {
    element.hidden = !notifications.length;
    patchRows(rows, [...notifications].reverse(), (one) => one.id, (one) => notificationRow(one));
  };
  const refresh = async () => element.update(await load());
  const timer = setInterval(() => (document.hidden ? null : refresh().catch(() => {})), REFRESH_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
  return element;
}
