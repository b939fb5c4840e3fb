// A search for a series among many, with results while the user types.

import { get, query } from "../api.js";
import { debounced, freshId, h, replace, text } from "../dom.js";
import { count, number, plural } from "../format.js";
import { listen } from "../live.js";
import { seriesNames } from "../names.js";

const SHOWN = 50;

/** Creates a search field with its results; `pick` is called with the series that the user chooses. */
export function seriesPicker(signal, { pick, isPicked = () => false, label = "Find a series" }) {
  const id = freshId("find");
  const input = h("input", { type: "search", id, placeholder: "Name, * for any text", autocomplete: "off" });
  const rows = h("ul", { class: "rows results" });
  const summary = h("p", { class: "muted", role: "status" });
  let found = [];
  let latest = 0;
  const buttons = () => [...rows.querySelectorAll("button")];
  /** Makes one result the one that the tabulator key reaches; the arrow keys reach the others. */
  const reach = (index) => buttons().forEach((button, other) => (button.tabIndex = other === index ? 0 : -1));
  const moveTo = (index) => {
    const target = buttons()[index];
    if (target) {
      reach(index);
      target.focus();
    }
  };
  const show = () => {
    const focused = buttons().indexOf(document.activeElement);
    replace(
      rows,
      found.map((series) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "quiet result", "aria-pressed": String(isPicked(series)), onclick: () => pick(series) },
            seriesNames(series),
            h("small", {}, number(series.last_value)),
          ),
        ),
      ),
    );
    reach(Math.max(0, focused));
    if (focused >= 0) {
      moveTo(Math.min(focused, found.length - 1));
    }
  };
  const load = async () => {
    const mine = ++latest;
    const given = await get(`/series${query({ text: input.value.trim(), limit: SHOWN + 1 })}`, signal);
    if (mine !== latest) {
      return;
    }
    found = given.slice(0, SHOWN);
    const more = given.length > SHOWN ? `the first ${count(SHOWN)} matches` : plural(found.length, "series", "series");
    text(summary, found.length || input.value.trim() ? more : "No series yet.");
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
  const element = h("div", { class: "stack picker" }, h("div", { class: "field" }, h("label", { for: id }, label), input), summary, rows);
  return { element, load, show, input };
}
