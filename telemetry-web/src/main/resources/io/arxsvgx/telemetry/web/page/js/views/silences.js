// Silences: which alerts are shown without running their actions, and until when.

import { get, post, Refused, remove } from "../api.js";
import { action, field, h, openDialog, select, text } from "../dom.js";
import { time } from "../format.js";
import { isolated, labelChip } from "../names.js";
import { patchRows } from "../rows.js";
import { labelRows } from "./labelrows.js";

const SPANS = [
  ["900", "15 minutes"],
  ["3600", "1 hour"],
  ["14400", "4 hours"],
  ["86400", "1 day"],
  ["604800", "1 week"],
];
const WHO = "telemetry-who";
const LABEL = "labels.";
/** The key of a matcher that has another operator than `=`, such as `labels.site!=`. */
const OPERATOR = /^(.+)(!=|=~|!~)$/s;

/** Creates the field for the user's name, with the name that was last given. */
export function whoField() {
  const input = h("input", { required: true, autocomplete: "name", value: localStorage.getItem(WHO) ?? "", name: "who" });
  input.addEventListener("change", () => localStorage.setItem(WHO, input.value));
  return input;
}

/** Opens the dialog for a silence that begins now; `matchers` are its preset values. */
export function openSilence(matchers, done) {
  const names = ["rule_id", "source", "type", "severity"];
  const controls = Object.fromEntries(
    names.map((name) => [name, h("input", { value: matchers[name] ?? "", placeholder: "any", name })]),
  );
  const given = Object.entries(matchers).filter(([name]) => name.startsWith(LABEL));
  const labels = labelRows(Object.fromEntries(given.map(([name, value]) => [name.slice(LABEL.length), value])), { title: "Series with" });
  const span = select({ name: "span" }, SPANS, "3600");
  const who = whoField();
  const note = h("input", { name: "note" });
  const wrong = h("p", { class: "error", role: "alert", hidden: true });
  openDialog("Silence alerts", (close) => {
    const submit = async (event) => {
      event.preventDefault();
      const given = Object.entries(controls).filter(([, control]) => control.value.trim());
      if (!given.length) {
        wrong.hidden = false;
        text(wrong, "Enter a rule, a source, a type or a severity; * matches any text. A silence of everything has * as its source.");
        controls.rule_id.focus();
        return;
      }
      try {
        await post("/silences", {
          matchers: {
            ...Object.fromEntries(given.map(([name, control]) => [name, control.value.trim()])),
            ...Object.fromEntries(Object.entries(labels.value()).map(([name, value]) => [LABEL + name, value])),
          },
          ends_at: new Date(Date.now() + Number(span.value) * 1000).toISOString(),
          who: who.value,
          note: note.value,
        });
        close();
        done();
      } catch (error) {
        wrong.hidden = false;
        wrong.textContent = error.message;
      }
    };
    return h(
      "form",
      { class: "stack", onsubmit: submit },
      h("p", { class: "muted" }, "Silenced alerts are still recorded and shown, but their actions do not run. * matches any text."),
      h(
        "div",
        { class: "fields" },
        field("Rule", controls.rule_id),
        field("Source", controls.source),
        field("Type", controls.type),
        field("Severity", controls.severity),
        field("For", span),
        field("Who", who),
      ),
      h("fieldset", {}, h("legend", {}, "Labels"), h("p", { class: "muted hint" }, "A label such as site!= excludes a value; site=~ and site!~ have a regular expression as the value."), labels.element),
      field("Note", note),
      wrong,
      h("div", { class: "row" }, h("button", { class: "main" }, "Silence"), h("button", { type: "button", onclick: close }, "Cancel")),
    );
  });
}

function matchersText(matchers) {
  return Object.entries(matchers)
    .filter(([name]) => !name.startsWith(LABEL))
    .map(([name, value]) => `${name.replace("_id", "")} ${isolated(value)}`)
    .join(", ");
}

/** Returns the matcher of a label: its name, its value, and its operator. */
function labelMatcher([key, value]) {
  const given = key.slice(LABEL.length);
  const [, name, operator] = OPERATOR.exec(given) ?? [given, given, "="];
  return [name, value || '""', operator];
}

function matcherChips(matchers) {
  return Object.entries(matchers)
    .filter(([name]) => name.startsWith(LABEL))
    .map((matcher) => [" ", labelChip(labelMatcher(matcher))]);
}

function silenceRow(silence, load) {
  const isComing = Date.parse(silence.starts_at) > Date.now();
  const words = h("span", {}, h("bdi", {}, matchersText(silence.matchers)), matcherChips(silence.matchers));
  words.append(h("small", {}, " by ", h("bdi", {}, `${silence.who}${silence.note ? `: ${silence.note}` : ""}`), isComing ? ", from " : ""));
  words.append(isComing ? time(silence.starts_at) : "", h("small", {}, isComing ? " until " : ", until "), time(silence.ends_at));
  const end = action(isComing ? "Cancel" : "End now", { class: "quiet" }, async () => {
    try {
      await remove(`/silences/${encodeURIComponent(silence.id)}`);
    } catch (error) {
      if (!(error instanceof Refused && error.status === 404)) {
        throw error;
      }
    }
    await load();
  });
  return h("li", { class: "head" }, words, end);
}

/** Creates the list of the silences in force and to come; hidden while there are none. */
export function silenceList(signal) {
  const rows = h("ul", { class: "rows" });
  const element = h("section", { class: "panel silences", "aria-label": "Silences", hidden: true }, h("h2", {}, "Silences"), rows);
  const load = async () => {
    const now = Date.now();
    const all = (await get("/silences", signal)).filter((silence) => Date.parse(silence.ends_at) > now);
    element.hidden = !all.length;
    const key = (silence) => `${silence.id} ${Date.parse(silence.starts_at) > now}`;
    patchRows(rows, all, key, (silence) => silenceRow(silence, load));
  };
  return { element, load };
}
