// The dialogs of one alert: acknowledge it, take that back, and mark it as a false positive.

import { post, remove } from "../api.js";
import { field, h, openDialog, text } from "../dom.js";
import { whoField } from "./silences.js";

const FALSE_POSITIVE = "not an anomaly";
const TRUE_POSITIVE = "an anomaly after all";

const path = (alert) => `/alerts/${encodeURIComponent(alert.id)}`;

/** Returns whether an alert is marked as a false positive. */
export function isFalsePositive(alert) {
  const marks = alert.activity.filter(({ note }) => note === FALSE_POSITIVE || note === TRUE_POSITIVE);
  return (marks[marks.length - 1] ?? alert.acknowledgement)?.note === FALSE_POSITIVE;
}

/** Opens a dialog that asks who does something, and optionally for a note; `send` receives both. */
function openPersonDialog({ title, intro = null, button, noteHelp = null, send, done }) {
  const who = whoField();
  const note = h("textarea", { rows: 3, name: "note" });
  const wrong = h("p", { class: "error", role: "alert", hidden: true });
  openDialog(title, (close) => {
    const submit = async (event) => {
      event.preventDefault();
      try {
        await send(who.value, note.value);
      } catch (error) {
        wrong.hidden = false;
        text(wrong, error.message);
        return;
      }
      close();
      await done();
    };
    return h(
      "form",
      { class: "stack", onsubmit: submit },
      intro ? h("p", {}, intro) : null,
      field("Who", who),
      noteHelp ? field("Note", note, noteHelp) : null,
      wrong,
      h("div", { class: "row" }, h("button", { class: "main" }, button), h("button", { type: "button", onclick: close }, "Cancel")),
    );
  });
}

export function openAcknowledge(alert, done) {
  openPersonDialog({
    title: "Acknowledge the alert",
    intro: alert.acknowledgement ? `It was acknowledged by ${alert.acknowledgement.who}; that stays in the timeline.` : null,
    button: "Acknowledge",
    noteHelp: "Your findings or next steps.",
    send: (who, note) => post(`${path(alert)}/acknowledge`, { who, note }),
    done,
  });
}

export function openUnacknowledge(alert, done) {
  openPersonDialog({
    title: "Remove the acknowledgement",
    intro: `It is by ${alert.acknowledgement?.who ?? "nobody"}. The alert counts as not seen again; the timeline keeps both.`,
    button: "Remove",
    send: (who) => remove(`${path(alert)}/acknowledgement?${new URLSearchParams({ who })}`),
    done,
  });
}

/** Opens the dialog that marks an alert as a false positive for a rule that learns, or removes the mark. */
export function openFeedback(alert, done) {
  const anomaly = isFalsePositive(alert);
  openPersonDialog({
    title: anomaly ? "Undo false positive" : "Mark as false positive",
    intro: anomaly
      ? "The rule becomes as sensitive on this series as before."
      : "The rule becomes less sensitive on this series: a value must deviate more before it fires again for the same reason. You can undo this.",
    button: "Send feedback",
    send: (who) => post(`${path(alert)}/feedback`, { who, anomaly }),
    done,
  });
}
