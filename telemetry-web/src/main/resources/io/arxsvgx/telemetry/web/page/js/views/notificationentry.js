// A notification as an entry of a list.

import { h, mark, replace, text } from "../dom.js";
import { count, plural, time } from "../format.js";
import { nameOf } from "../names.js";

const LINKED = 5;

/** Returns an integration without the name of its receiver, which is shown beside it. */
export function integrationOf(name, integration) {
  return integration.startsWith(`${name}:`) ? integration.slice(name.length + 1) : integration;
}

/** Creates the line below a button that shows what the button's action has led to. */
export function resultLine() {
  const line = h("span", { class: "outcome", role: "status" });
  line.show = (words, isFailed = false) => {
    line.classList.toggle("critical", isFailed);
    text(line, words);
  };
  return line;
}

/** Creates a button that keeps the focus while its action runs, during which it does nothing else. */
export function steadyButton(label, attributes, run) {
  const button = h("button", { type: "button", ...attributes }, label);
  button.addEventListener("click", async () => {
    if (button.hasAttribute("aria-disabled")) {
      return;
    }
    button.setAttribute("aria-disabled", "true");
    try {
      await run();
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
  return button;
}

/** Creates a part with a word and a time, which is hidden while there is no time. */
export function timePart(word) {
  const part = h("span", { hidden: true });
  let shown = null;
  part.update = (iso) => {
    part.hidden = !iso;
    if (iso && iso !== shown) {
      shown = iso;
      replace(part, word, time(iso));
    }
  };
  return part;
}

/** Creates a part with a text, which is hidden while there is none. */
function textPart(attributes = {}) {
  const part = h("span", { ...attributes, hidden: true });
  part.update = (words) => {
    part.hidden = !words;
    text(part, words);
  };
  return part;
}

/** Creates the links to the alerts of a notification: the first ones, and the others on request. */
function alertLinks(titleOf) {
  const part = h("span", { class: "second alert-links" });
  let isWhole = false;
  let shown = "";
  part.update = ({ alerts }) => {
    const linked = isWhole ? alerts : alerts.slice(0, LINKED);
    const titles = linked.map((id) => titleOf(id) || id);
    const now = JSON.stringify([alerts, titles]);
    if (now === shown) {
      return;
    }
    shown = now;
    const focused = [...part.querySelectorAll("a")].indexOf(document.activeElement);
    const rest = h("button", { type: "button", class: "quiet", onclick: () => {
      isWhole = true;
      part.update({ alerts });
      part.querySelectorAll("a")[LINKED].focus();
    } }, `Show all ${count(alerts.length)}`);
    replace(
      part,
      h("span", {}, plural(alerts.length, "alert")),
      linked.map((id, index) => h("a", { href: `#/alerts/${encodeURIComponent(id)}` }, h("bdi", {}, titles[index]))),
      linked.length < alerts.length ? rest : null,
    );
    part.querySelectorAll("a")[focused]?.focus({ preventScroll: true });
  };
  return part;
}

/** Creates the button that lets the server attempt a notification again, with its result. */
function retryPart(retry) {
  const result = resultLine();
  const button = steadyButton("Retry", { class: "quiet" }, async () => {
    result.show("Retrying …");
    try {
      await retry();
      result.show("The server attempts it again.");
    } catch (error) {
      result.show(error.message, true);
    }
  });
  const part = h("span", { class: "second doings" }, button, result);
  let known = null;
  part.update = ({ state, receiver, attempts }) => {
    const isFocused = button === document.activeElement;
    if (known !== null && known !== attempts) {
      result.show("");
    }
    known = attempts;
    button.hidden = state === "sent";
    button.setAttribute("aria-label", `Retry the notification to ${receiver}`);
    if (button.hidden && isFocused) {
      part.closest(".entry").querySelector("a")?.focus({ preventScroll: true });
    }
  };
  return part;
}

function markOf({ state, last_error: error }) {
  return mark(state === "sent" ? "ok" : state === "dead" ? "critical" : error ? "warning" : "info", "");
}

function errorText({ state, last_error: error }) {
  return !error ? "" : state === "sent" ? `an earlier attempt failed: ${error}` : error;
}

/**
 * Creates the row of a notification; `update` shows another state of it. Options: `titleOf` returns the title of an alert by
 * its id, and without it the row has no links to alerts; `retry` receives the id, and without it the row has no button.
 */
export function notificationRow(first, { titleOf = null, retry = null } = {}) {
  const shape = h("span", { "aria-hidden": "true" });
  const pill = h("span", { class: "pill" });
  const attempts = h("span");
  const sent = timePart("sent ");
  const answer = textPart();
  const next = timePart("next attempt ");
  const error = textPart({ class: "second" });
  const alerts = titleOf ? alertLinks(titleOf) : null;
  const again = retry ? retryPart(() => retry(first.id)) : null;
  const row = h(
    "li",
    { class: "notification" },
    h(
      "div",
      { class: "entry" },
      shape,
      h("span", { class: "first" }, nameOf(first.receiver), " ", h("small", {}, nameOf(integrationOf(first.receiver, first.integration)))),
      h("span", { class: "pills" }, pill),
      h("span", { class: "second" }, time(first.created_at), attempts, sent, answer, next),
      error,
      alerts,
      again,
    ),
  );
  row.update = (now) => {
    if (shape.dataset.state !== `${now.state} ${Boolean(now.last_error)}`) {
      shape.dataset.state = `${now.state} ${Boolean(now.last_error)}`;
      replace(shape, markOf(now));
    }
    pill.className = `pill ${{ sent: "good", dead: "bad" }[now.state] ?? "pending"}`;
    text(pill, now.state);
    text(attempts, now.attempts ? plural(now.attempts, "attempt") : "no attempt yet");
    sent.update(now.sent_at);
    answer.update(now.answer ? `answer ${now.answer}` : "");
    next.update(now.state === "pending" ? now.next_attempt_at : null);
    error.update(errorText(now));
    error.classList.toggle("critical", now.state !== "sent");
    alerts?.update(now);
    again?.update(now);
  };
  row.update(first);
  return row;
}
