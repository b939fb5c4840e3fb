// The receivers of notifications with their state, and a test message to each.

import { post } from "../api.js";
import { h, replace, text } from "../dom.js";
import { count, plural, seconds, time } from "../format.js";
import { nameOf } from "../names.js";
import { patchRows } from "../rows.js";
import { integrationOf, resultLine, steadyButton } from "./notificationentry.js";

const COLUMNS = [
  ["Receiver", null],
  ["State", null],
  ["Pending", "number"],
  ["Dead", "number"],
  ["Sent", "number", "Since the server started"],
  ["Last success", null],
  ["Latency", "number", "Of the last attempt"],
  ["Next attempt", null],
  ["Last error", "words"],
];

const keyOf = ({ name, integration }) => `${name}\n${integration}`;

/** Returns the state of an integration: the word, and the class of its label. */
function stateOf({ failing, sent, last_sent_at: lastSent, failed_attempts: failed }) {
  if (failing) {
    return ["failing", "bad"];
  }
  return sent || failed || lastSent ? ["ok", "good"] : ["never used", ""];
}

function errorOf({ last_error: error, lost }) {
  const discarded = lost ? `${plural(lost, "message")} discarded because the queue was full` : "";
  return [error, discarded].filter(Boolean).join("; ") || "–";
}

// A narrow window shows the table as cards by CSS, which removes the roles that the elements have by themselves.
const cellOf = ([label, kind]) => h("td", { class: kind, role: "cell", "data-label": label });

function valueCells() {
  const [state, pending, dead, sent, success, latency, next, error] = COLUMNS.slice(1).map(cellOf);
  const pill = h("span", { class: "pill" });
  state.append(pill);
  const shown = new Map();
  const showTime = (cell, iso) => {
    if (shown.get(cell) !== iso) {
      shown.set(cell, iso);
      replace(cell, time(iso));
    }
  };
  return {
    cells: [state, pending, dead, sent, success, latency, next, error],
    update(now) {
      const [word, kind] = stateOf(now);
      pill.className = `pill ${kind}`;
      text(pill, word);
      text(pending, count(now.pending));
      text(dead, count(now.dead));
      text(sent, count(now.sent));
      showTime(success, now.last_sent_at);
      text(latency, now.latency_ms === null ? "–" : seconds(now.latency_ms / 1000));
      showTime(next, now.next_attempt_at);
      text(error, errorOf(now));
      error.classList.toggle("critical", now.failing);
    },
  };
}

/** Creates the row of an integration; the first one of a receiver has the button, which tests all of them. */
function receiverRow(first, test) {
  const { name, integration } = first;
  const values = valueCells();
  const address = h("small");
  const result = resultLine();
  const button = steadyButton("Send test message", { "aria-label": `Send test message to ${name}` }, () => test(name));
  const row = h(
    "tr",
    { role: "row" },
    h("th", { scope: "row", role: "rowheader" }, nameOf(name), h("small", {}, nameOf(integrationOf(name, integration))), address),
    values.cells,
    h("td", { role: "cell", class: "test" }, button, result),
  );
  row.receiver = name;
  row.result = result;
  row.update = (now) => {
    replace(address, nameOf(now.address));
    button.hidden = !now.isFirst;
    values.update(now);
  };
  row.update(first);
  return row;
}

/** Sends a test message to a receiver, and shows the result in the row of each of its integrations. */
async function sendTest(rows, name) {
  const mine = rows.filter((row) => row.receiver === name);
  mine.forEach((row) => row.result.show("Sending …"));
  try {
    const results = await post(`/receivers/${encodeURIComponent(name)}/test`);
    mine.forEach((row) => row.result.show(""));
    for (const { integration, success, text: words } of results) {
      const row = mine.find((one) => one.dataset.key === keyOf({ name, integration })) ?? mine[0];
      row.result.show(`${success ? "Test message accepted" : "Test message failed"}: ${words}`, !success);
    }
  } catch (error) {
    mine.forEach((row) => row.result.show(""));
    mine[0].result.show(error.message, true);
  }
}

/** Creates the panel of the receivers; `show` brings it up to date. */
export function receiverPanel() {
  const summary = h("p", { class: "muted", role: "status" });
  const rows = h("tbody", { role: "rowgroup" });
  const test = (name) => sendTest([...rows.children], name);
  const heads = [...COLUMNS.map(([label, kind, title]) => h("th", { class: kind, role: "columnheader", scope: "col", title }, label)), h("td", { role: "cell" })];
  const table = h("table", { role: "table", class: "receivers", "aria-label": "Receivers" }, h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)), rows);
  const element = h(
    "section",
    { class: "panel stack", "aria-label": "Receivers", hidden: true },
    h("h2", {}, "Receivers"),
    summary,
    h("div", { class: "scroll-x", tabindex: 0, role: "region", "aria-label": "State of the receivers" }, table),
  );
  const show = (receivers) => {
    const names = receivers.map(({ name }) => name);
    const failing = receivers.filter((one) => one.failing).length;
    element.hidden = !receivers.length;
    text(summary, `${plural(new Set(names).size, "receiver")}${failing ? `, ${count(failing)} failing` : ""}`);
    const items = receivers.map((one, index) => ({ ...one, isFirst: names.indexOf(one.name) === index }));
    patchRows(rows, items, keyOf, (item) => receiverRow(item, test));
  };
  return { element, show };
}
