// The dialog that adds or changes a widget.

import { field, h, openDialog, replace, select, text } from "../dom.js";
import { seriesPicker } from "./seriespicker.js";
import { KINDS } from "./widgets.js";

const HINTS = {
  stat: "The first series.",
  line: "At most eight series on one chart.",
  gauge: "The first series between two limits.",
  top: "The largest values of all chosen series.",
  alerts: "The firing alerts of the chosen series, or of all series.",
  table: "The newest values of all chosen series.",
};

function numberOr(control, otherwise) {
  const value = Number(control.value);
  return control.value.trim() === "" || Number.isNaN(value) ? otherwise : value;
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
    limit: [field("How many", limit), ["top", "alerts", "table"]],
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
          `${one.source} · ${one.type}`,
          h("button", { type: "button", "aria-label": `Remove ${one.source} ${one.type}`, onclick: () => { chosen = chosen.filter((other) => other !== one); showChips(); } }, "×"),
        ),
      ),
    );
  const add = (one) => {
    if (one.source && one.type && !chosen.some((other) => other.source === one.source && other.type === one.type)) {
      chosen.push({ source: one.source, type: one.type });
      showChips();
    }
  };
  const picker = seriesPicker(signal, { pick: add, label: "Choose series" });
  const options = () => ({
    ...(kind.value === "gauge" ? { min: numberOr(min, 0), max: numberOr(max, 100) } : {}),
    ...(["top", "alerts", "table"].includes(kind.value) ? { limit: numberOr(limit, 10) } : {}),
    ...(kind.value === "alerts" && severity.value ? { severity: severity.value } : {}),
  });
  openDialog("Widget", (close) => {
    const submit = (event) => {
      event.preventDefault();
      add({ source: source.value.trim(), type: type.value.trim() });
      done({ kind: kind.value, title: title.value.trim(), series: chosen, width: Number(width.value), options: options() });
      close();
    };
    return h(
      "form",
      { class: "stack", onsubmit: submit },
      h("div", { class: "fields" }, field("Kind", kind), field("Title", title), field("Width, of four", width), Object.values(perKind).map(([element]) => element)),
      hint,
      chips,
      picker.element,
      h("div", { class: "fields" }, field("Or by pattern: source", source), field("Type", type)),
      h("div", { class: "row" }, h("button", { class: "main" }, "Done"), h("button", { type: "button", onclick: close }, "Cancel")),
    );
  });
  kind.addEventListener("input", showKind);
  showKind();
  showChips();
  picker.load().catch(() => {});
}
