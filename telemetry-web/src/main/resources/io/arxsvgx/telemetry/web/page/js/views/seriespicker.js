// A search for a series among many, with results while the user types.

import { get, query } from "../api.js";
import { debounced, field, freshId, h, replace, select, text } from "../dom.js";
import { count, number, plural } from "../format.js";
import { labelParameters, labelsOf } from "../labels.js";
import { listen } from "../live.js";
import { pickLabels, seriesNames } from "../names.js";
import { groupedBy, groupTitle, labelFilter, showNames } from "./labelfilter.js";

const SHOWN = 50;
/** The maximum number of results in groups. */
const GROUPED = 300;

/**
 * Creates a search field with its results; `pick` is called with the series that the user chooses. With `view`
 * {labels, group} it also filters by labels and groups by one; it changes them, and calls `changed`.
 */
export function seriesPicker(signal, { pick, isPicked = () => false, label = "Find a series", view = null, changed = () => {} }) {
  const id = freshId("find");
  const input = h("input", { type: "search", id, placeholder: "Name, * for any text", autocomplete: "off" });
  const rows = h("div", { class: "results" });
  const summary = h("p", { class: "muted", role: "status" });
  let found = [];
  let latest = 0;
  const buttons = () => [...rows.querySelectorAll(".result")];
  /** Makes one result the one that the tabulator key reaches; the arrow keys reach the others. */
  const reach = (index) => buttons().forEach((button, other) => (button.tabIndex = other === index ? 0 : -1));
  const moveTo = (index) => {
    const target = buttons()[index];
    if (target) {
      reach(index);
      target.focus();
    }
  };
  const entry = (series) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "quiet result", "aria-pressed": String(isPicked(series)), onclick: () => pick(series) },
        seriesNames(series),
        h("small", {}, number(series.last_value)),
      ),
    );
  const show = () => {
    const focused = buttons().indexOf(document.activeElement);
    const list = (all) => h("ul", { class: "rows" }, all.map(entry));
    const groups = view?.group ? groupedBy(view.group, found, labelsOf) : [];
    replace(
      rows,
      groups.length
        ? groups.map(([value, all]) => h("section", { class: "group" }, h("h2", {}, groupTitle(view.group, value), " ", h("small", {}, plural(all.length, "series", "series"))), list(all)))
        : list(found),
    );
    reach(Math.max(0, focused));
    if (focused >= 0) {
      moveTo(Math.min(focused, found.length - 1));
    }
  };
  const load = async () => {
    const mine = ++latest;
    const limit = view?.group ? GROUPED : SHOWN;
    const given = await get(`/series${query({ text: input.value.trim(), ...labelParameters(view?.labels), limit: limit + 1 })}`, signal);
    if (mine !== latest) {
      return;
    }
    found = given.slice(0, limit);
    const more = given.length > limit ? `the first ${count(limit)} matches` : plural(found.length, "series", "series");
    const isFiltered = input.value.trim() || Object.keys(view?.labels ?? {}).length;
    text(summary, found.length || isFiltered ? more : "No series yet.");
    show();
  };
  input.addEventListener("input", debounced(120, () => load().catch((error) => text(summary, error.message))));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      moveTo(0);
    }
  });
  rows.addEventListener("keydown", (event) => {
    const at = buttons().indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      if (next < 0) {
        input.focus();
      } else {
        moveTo(next);
      }
    }
  });
  listen(signal, "resumed", () => load().catch(() => {}));
  const reload = () => {
    changed();
    load().catch((error) => text(summary, error.message));
  };
  const labels = view ? labelFilter(view.labels, reload) : null;
  const grouping = view ? select({}, [["", "No label"], ...(view.group ? [view.group] : [])], view.group) : null;
  const group = (name) => {
    showNames(grouping, [name]);
    grouping.value = name;
    view.group = name;
    reload();
  };
  if (view) {
    pickLabels(rows, labels.add);
    grouping.addEventListener("change", () => group(grouping.value));
  }
  const element = h(
    "div",
    { class: "stack picker" },
    h("div", { class: "field" }, h("label", { for: id }, label), input),
    view ? [labels.field, labels.chips, field("Group by", grouping)] : null,
    summary,
    rows,
  );
  return { element, load, show, input, group, names: (all) => showNames(grouping, all), filter: labels?.add };
}
