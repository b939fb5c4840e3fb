// The rules with their live status, and the form to add or change one.

import { get, getVersion, post, putVersion, removeVersion } from "../api.js";
import { ifUnchanged } from "../conflict.js";
import { action, confirmed, copyButton, h, mark, notice, replace, text } from "../dom.js";
import { count, plural, time } from "../format.js";
import { listen } from "../live.js";
import { isolated, nameOf } from "../names.js";
import { describe } from "./ruletext.js";
import { ruleForm } from "./ruleform.js";

const REFRESH_MS = 3_000;

/** Returns a rule without the live status, which only the server sets. */
export function bare(rule) {
  const { live, warnings, ...rest } = rule;
  return rest;
}

const pathOf = (rule) => `/rules/${encodeURIComponent(rule.rule_id)}`;

/** Changes a rule if it is still as the list shows it; `run` receives its path and version. */
const change = (rule, run, reload) =>
  ifUnchanged(pathOf(rule), (now) => JSON.stringify(bare(now)) === JSON.stringify(bare(rule)), {
    what: `rule ${isolated(rule.name || rule.rule_id)}`,
    run,
    reload,
  });

function livePills(rule) {
  const { live } = rule;
  if (!rule.enabled) {
    return [h("span", { class: "pill" }, "disabled")];
  }
  return [
    live.last_error ? h("span", { class: "pill bad" }, "error") : null,
    live.alerts ? h("span", { class: "pill firing" }, `${count(live.alerts)} firing`) : null,
    live.pending ? h("span", { class: "pill pending" }, `${count(live.pending)} pending`) : null,
    live.series_matched === 0
      ? h("span", { class: "pill quiet-rule" }, "no series matched yet")
      : h("span", { class: "pill good" }, plural(live.series_matched, "series", "series")),
  ];
}

function entry(rule, reload) {
  const { live } = rule;
  const wrong = live.last_error ?? (rule.warnings ?? []).join("; ");
  return h(
    "li",
    { class: "rule", "data-rule": rule.rule_id },
    h(
      "div",
      { class: "entry" },
      mark(rule.severity),
      h("a", { class: "first", href: `#/rules/${encodeURIComponent(rule.rule_id)}` }, nameOf(rule.name || rule.rule_id)),
      h("span", { class: "row" }, livePills(rule)),
      h(
        "span",
        { class: "second" },
        h("span", {}, describe(rule)),
        nameOf(rule.rule_id),
        rule.actions.length ? h("span", {}, `does ${rule.actions.join(", ")}`) : null,
        live.last_evaluated ? h("span", {}, "evaluated ", time(live.last_evaluated)) : null,
      ),
      wrong ? h("span", { class: "second critical" }, wrong) : null,
      h(
        "span",
        { class: "second doings" },
        action(rule.enabled ? "Disable" : "Enable", { class: "quiet" }, async () => {
          await change(rule, (path, version) => putVersion(path, { ...bare(rule), enabled: !rule.enabled }, version), reload);
        }),
        h("a", { class: "button quiet", href: `#/rules/${encodeURIComponent(rule.rule_id)}` }, "Edit"),
        h("a", { class: "button quiet", href: `#/alerts?text=${encodeURIComponent(rule.rule_id)}` }, "Its alerts"),
        copyButton("Copy JSON", () => JSON.stringify(bare(rule), null, 2)),
        action("Remove", { class: "quiet critical" }, async () => {
          confirmed("Remove the rule", `${isolated(rule.name || rule.rule_id)} is removed, and its open alerts are resolved.`, () =>
            change(rule, removeVersion, reload),
          );
        }),
      ),
    ),
  );
}

async function showList(root, signal) {
  const rows = h("ul", { class: "rows" });
  const summary = h("p", { class: "muted", role: "status" });
  let last = "";
  const load = async () => {
    const rules = await get("/rules", signal);
    const quiet = rules.filter((rule) => rule.enabled && rule.live.series_matched === 0).length;
    text(summary, `${plural(rules.length, "rule")}${quiet ? `, ${count(quiet)} matched nothing so far` : ""}`);
    // redraw only after a change, so that the focus stays where it is
    const now = JSON.stringify(rules.map(({ live: { last_evaluated, ...live }, ...rule }) => [rule, live]));
    if (now !== last) {
      last = now;
      const focused = document.activeElement;
      const at = rows.contains(focused) ? [focused.closest("[data-rule]")?.dataset.rule, focused.textContent] : null;
      replace(
        rows,
        rules.length ? rules.map((rule) => entry(rule, load)) : h("li", { class: "empty" }, "No rules yet. A rule defines when an alert fires."),
      );
      if (at) {
        const row = [...rows.children].find((one) => one.dataset.rule === at[0]);
        [...(row?.querySelectorAll("a, button") ?? [])].find((one) => one.textContent === at[1])?.focus({ preventScroll: true });
      }
    }
  };
  replace(
    root,
    h(
      "div",
      { class: "head" },
      h("h1", {}, "Rules"),
      h(
        "div",
        { class: "row" },
        action("Reload rules file", { class: "quiet" }, async () => {
          const answer = await post("/rules/reload");
          notice(`Rules file loaded: ${plural(answer.rules, "rule")}.`);
          await load();
        }),
        h("a", { class: "button", href: "#/rules?new" }, "Add a rule"),
      ),
    ),
    h("section", { class: "panel", "aria-label": "Rules" }, summary, rows),
  );
  const timer = setInterval(() => (document.hidden ? null : load().catch(() => {})), REFRESH_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
  listen(signal, "resumed", () => load().catch(() => {}));
  await load();
}

/** Shows the list, or the form of the rule with an id or of a new one, until the signal is aborted. */
export async function rulesView(root, route, signal) {
  if (!route.id && !route.query.has("new")) {
    await showList(root, signal);
    return;
  }
  const { value, version } = route.id ? await getVersion(`/rules/${encodeURIComponent(route.id)}`, signal) : { value: null, version: "" };
  await ruleForm(root, value ? bare(value) : null, version, signal);
}
