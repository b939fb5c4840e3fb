// The dialog that adds or changes a widget.

import { field, h, openDialog, replace, select, text } from "../dom.js";
import { seriesName } from "../format.js";
import { identity, keyOf } from "../labels.js";
import { seriesNames } from "../names.js";
import { seriesPicker } from "./seriespicker.js";
import { KINDS } from "./widgets.js";

/** The kinds that list a number of entries. */
const LISTS = ["top", "alerts", "table"];

const HINTS = {
  stat: "The first series.",
  line: "At most eight series on one chart.",
  gauge: "The first series between two limits.",
  top: "The largest values of all chosen series.",
  alerts: "The firing alerts of the chosen series, or of all series.",
  table: "The newest values of all chosen series.",
};

/** The limits of the server. */
const MAX_SERIES = 20;
const MAX_LISTED = 1_000;

/** Returns what is wrong with the fields of a kind of widget, by field. */
function complaints(kind, { min, max, limit }) {
  const low = Number(min.value);
  const high = Number(max.value);
  const many = Number(limit.value);
  const isNumber = (control, value) => control.value.trim() !== "" && Number.isFinite(value);
  const wrong = { min: "", max: "", limit: "" };
  if (kind === "gauge") {
    wrong.min = isNumber(min, low) ? "" : "Enter a number.";
    wrong.max = !isNumber(max, high) ? "Enter a number." : low >= high ? "Enter more than the lowest." : "";
  }
  if (LISTS.includes(kind)) {
    wrong.limit = Number.isInteger(many) && many >= 1 && many <= MAX_LISTED ? "" : "Enter a whole number from 1 to 1000.";
  }
  return wrong;
}

/** Opens the dialog for a widget; `done` receives the result. */
export function editWidget(widget, done, signal) {
  let chosen = [...widget.series];
  const kind = select({ name: "kind" }, Object.entries(KINDS), widget.kind);
  const title = h("input", { name: "title", value: widget.title ?? "", maxlength: 200 });
  const width = select({ name: "width" }, ["1", "2", "3", "4"], String(widget.width ?? 1));
  const min = h("input", { name: "min", inputmode: "decimal", value: widget.options?.min ?? 0 });
  const max = h("input", { name: "max", inputmode: "decimal", value: widget.options?.max ?? 100 });
  const limit = h("input", { name: "limit", inputmode: "numeric", value: widget.options?.limit ?? 10 });
  const severity = select({ name: "severity" }, [["", "Any"], "critical", "warning", "info"], widget.options?.severity ?? "");
  const source = h("input", { name: "source", placeholder: "* for any" });
  const type = h("input", { name: "type", placeholder: "* for any" });
  const chips = h("div", { class: "row" });
  const hint = h("p", { class: "muted" });
  const perKind = {
    min: [field("Lowest", min), ["gauge"]],
    max: [field("Highest", max), ["gauge"]],
    limit: [field("How many", limit), LISTS],
    severity: [field("Severity", severity), ["alerts"]],
  };
  const showKind = () => {
    text(hint, HINTS[kind.value]);
    Object.values(perKind).forEach(([element, kinds]) => (element.hidden = !kinds.includes(kind.value)));
  };
  const showChips = () =>
    replace(
      chips,
      chosen.map((one) =>
        h(
          "span",
          { class: "chip" },
          seriesNames(one),
          h("button", { type: "button", "aria-label": `Remove ${seriesName(one)}`, onclick: () => drop(one) }, "×"),
        ),
      ),
    );
  const isChosen = (one) => chosen.some((other) => keyOf(other) === keyOf(one));
  const changed = (next) => {
    chosen = next;
    showChips();
    picker.show();
  };
  const drop = (one) => changed(chosen.filter((other) => keyOf(other) !== keyOf(one)));
  const add = (one) => {
    if (one.source && one.type && !isChosen(one)) {
      changed([...chosen, identity(one)]);
    }
  };
  const picker = seriesPicker(signal, { pick: (one) => (isChosen(one) ? drop(one) : add(one)), isPicked: isChosen, label: "Choose series" });
  const options = () => ({
    ...(kind.value === "gauge" ? { min: Number(min.value), max: Number(max.value) } : {}),
    ...(LISTS.includes(kind.value) ? { limit: Number(limit.value) } : {}),
    ...(kind.value === "alerts" && severity.value ? { severity: severity.value } : {}),
  });
  const pattern = field("Or by pattern: source", source, "* matches any text");
  /** Shows what is wrong beside each field. Returns whether the widget can be saved. */
  const isValid = () => {
    const wrong = complaints(kind.value, { min, max, limit });
    Object.entries(wrong).forEach(([name, message]) => perKind[name][0].complain(message));
    const isHalf = (source.value.trim() === "") !== (type.value.trim() === "");
    const isTooMany = chosen.length + (source.value.trim() ? 1 : 0) > MAX_SERIES;
    pattern.complain(isTooMany ? `Choose at most ${MAX_SERIES} series or patterns; a pattern with * stands for many.` : isHalf ? "Enter both the source and the type; * matches any text." : "");
    return !isHalf && !isTooMany && Object.values(wrong).every((message) => !message);
  };
  openDialog("Widget", (close) => {
    const submit = (event) => {
      event.preventDefault();
      if (!isValid()) {
        event.target.querySelector('[aria-invalid="true"]')?.focus();
        return;
      }
      add({ source: source.value.trim(), type: type.value.trim() });
      done({ kind: kind.value, title: title.value.trim(), series: chosen, width: Number(width.value), options: options() });
      close();
    };
    return h(
      "form",
      { class: "stack", novalidate: true, onsubmit: submit },
      h("div", { class: "fields" }, field("Kind", kind), field("Title", title), field("Width, of four", width), Object.values(perKind).map(([element]) => element)),
      hint,
      chips,
      picker.element,
      h("div", { class: "fields" }, pattern, field("Type", type)),
      h("div", { class: "row" }, h("button", { class: "main" }, "Done"), h("button", { type: "button", onclick: close }, "Cancel")),
    );
  });
  kind.addEventListener("input", showKind);
  showKind();
  showChips();
  picker.load().catch(() => {});
}
