// How many series there are, and which types and labels have the most.

import { get } from "../api.js";
import { h, replace, text } from "../dom.js";
import { count, percent, plural } from "../format.js";
import { nameOf } from "../names.js";

const SHOWN = 10;
/** From this share of the limit on the number of series is a concern. */
const NEAR = 0.8;

function table(label, heads, rows) {
  return h(
    "div",
    { class: "scroll-x", tabindex: 0, role: "region", "aria-label": label },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, heads.map((head, index) => h("th", { class: index ? "number" : null }, head)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((content, index) => h("td", { class: index ? "number" : null }, content))))),
    ),
  );
}

function more(all) {
  return all.length > SHOWN ? h("p", { class: "muted hint" }, `The first ${count(SHOWN)} of ${count(all.length)}.`) : null;
}

/** Creates the part; `group` groups the series by a label. `load` fetches its figures, and returns the names of labels. */
export function cardinality(signal, { group }) {
  const summary = h("p", { role: "status" });
  const gauge = h("meter", { min: 0, max: 1, high: NEAR, optimum: 0, "aria-label": "Series, of the limit" });
  const place = h("div", { class: "cardinality" });
  let shown = "";
  const show = ({ series, limit, limit_per_type: perType, types, labels }) => {
    text(summary, `${plural(series, "series", "series")} of at most ${count(limit)} (${percent(series / limit)}); one type may have ${count(perType)}.`);
    gauge.value = series / limit;
    const isDiscarding = types.some((type) => type.discarded);
    const hasStreams = types.some((type) => type.streams);
    const pair = (has, value) => (has ? [value] : []);
    const typeTable = table(
      "Series by type",
      ["Type", "Series", ...pair(hasStreams, "Streams of rules"), ...pair(isDiscarding, "Events discarded")],
      types.slice(0, SHOWN).map((type) => [nameOf(type.type), count(type.series), ...pair(hasStreams, count(type.streams)), ...pair(isDiscarding, count(type.discarded))]),
    );
    const labelTable = table(
      "Values by label",
      ["Label", "Values"],
      labels.slice(0, SHOWN).map(({ label, values }) => [
        h("button", { type: "button", class: "label-chip", title: "Group the series by this label", onclick: () => group(label) }, nameOf(label)),
        count(values),
      ]),
    );
    replace(
      place,
      types.length ? h("div", {}, typeTable, more(types)) : null,
      labels.length ? h("div", {}, labelTable, more(labels)) : h("p", { class: "muted" }, "No series has labels."),
    );
  };
  const load = async () => {
    const now = await get("/series/cardinality", signal);
    if (shown !== JSON.stringify(now) && !place.contains(document.activeElement)) {
      shown = JSON.stringify(now);
      show(now);
    }
    return now.labels.map(({ label }) => label);
  };
  const element = h("section", { class: "panel stack cardinality-panel", "aria-label": "Cardinality" }, h("h2", {}, "Cardinality"), summary, gauge, place);
  return { element, load };
}
