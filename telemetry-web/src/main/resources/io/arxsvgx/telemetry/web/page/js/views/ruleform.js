// The form of a rule, with the server's validation beside each field, and a trial over the recent history.

import { addNew, get, getVersion, post, putVersion, Refused } from "../api.js";
import { conflictBox } from "../conflict.js";
import { action, debounced, h, replace } from "../dom.js";
import { time } from "../format.js";
import { listen } from "../live.js";
import { isolated, nameOf } from "../names.js";
import { dropDraft, keepDraft, keptDraft } from "./drafts.js";
import { RuleForm } from "./rulefields.js";
import { seriesPicker } from "./seriespicker.js";
import { showTrial } from "./trial.js";

const CHECK_MS = 350;
/** What receives the focus if a rule is invalid: a control, or the message of a group. */
const FIRST_WRONG = '[aria-invalid="true"], .wrong[tabindex]:not([hidden])';
const NEW_RULE = {
  rule_id: "",
  name: "",
  condition: "threshold",
  source: "*",
  severity: "warning",
  enabled: true,
  parameters: {},
  actions: ["log_alert"],
};

/** Shows the form for a rule with its version, or for a new one, with the draft of it that was not saved. */
export async function ruleForm(root, rule, version, signal) {
  const [conditions, actions] = await Promise.all([get("/conditions", signal), get("/actions", signal)]);
  const kept = keptDraft(rule?.rule_id ?? "");
  const base = kept?.version ?? version;
  const form = new RuleForm(kept?.rule ?? rule ?? NEW_RULE, conditions, actions, { isNew: rule === null });
  let touched = rule !== null || kept !== null;
  let latest = 0;
  /** Whether the draft has changed since it was last checked. */
  let isDue = false;
  const restart = async () => {
    dropDraft(rule?.rule_id ?? "");
    const now = rule ? await getVersion(`/rules/${encodeURIComponent(rule.rule_id)}`, signal) : { value: null, version: "" };
    const { live, warnings, ...bare } = now.value ?? {};
    await ruleForm(root, rule ? bare : null, now.version, signal);
  };
  /** Lets the server check the draft. Returns whether it is valid. */
  const check = async () => {
    const mine = ++latest;
    try {
      const { warnings, errors } = await post("/rules/check?report=true", form.rule());
      if (mine === latest) {
        form.complain(touched && errors.length ? { errors } : null);
        form.warn(warnings);
      }
      return !errors.length;
    } catch (error) {
      if (touched && mine === latest) {
        form.complain(error);
      }
      return false;
    }
  };
  /** Runs an action on a valid draft; otherwise the first wrong field receives the focus. */
  const ifValid = async (run) => {
    touched = true;
    isDue = false;
    if (!(await check())) {
      element.querySelector(FIRST_WRONG)?.focus();
      return;
    }
    try {
      await run(form.rule());
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      form.complain(error);
      element.querySelector(FIRST_WRONG)?.focus();
    }
  };
  const conflict = h("div");
  const save = async (saved) => {
    const path = `/rules/${encodeURIComponent(saved.rule_id)}`;
    const done = () => {
      dropDraft(rule?.rule_id ?? "");
      location.hash = "#/rules";
    };
    try {
      await (form.isNew ? addNew("/rules", saved) : putVersion(path, saved, base));
      done();
    } catch (error) {
      if (!error.isConflict) {
        throw error;
      }
      if (form.isNew) {
        throw new Refused(412, { errors: [{ field: "rule_id", message: `rule "${isolated(saved.rule_id)}" already exists` }] });
      }
      const overwrite = async (current) => {
        await (current ? putVersion(path, form.rule(), current) : addNew("/rules", form.rule()));
        done();
      };
      const box = conflictBox("rule", error.version, {
        reload: () => (error.version ? restart() : done()),
        overwrite: (current) => overwrite(current).catch((again) => form.complain(again)),
      });
      replace(conflict, box);
      box.focus();
    }
  };
  const result = h("div");
  const outdated = h("p", { class: "error", role: "status", hidden: true }, "The draft has changed since this trial. Try it again.");
  const trial = h("div", { class: "trial", role: "region", "aria-label": "Trial", hidden: true }, outdated, result);
  const element = h(
    "form",
    { class: "stack", novalidate: true, onsubmit: (event) => event.preventDefault() },
    h("div", { class: "fields" }, Object.values(form.fields).slice(0, 5)),
    h("fieldset", {}, h("legend", {}, "Condition"), h("div", { class: "stack" }, form.condition.about, form.condition.parameters)),
    form.labels.element,
    h("fieldset", {}, h("legend", {}, "Durations"), h("div", { class: "fields" }, Object.values(form.fields).slice(5))),
    h(
      "fieldset",
      {},
      h("legend", {}, "Actions"),
      h("div", { class: "row" }, form.actions.map(([name, control]) => h("span", { class: "choice" }, control, h("label", { for: control.id }, nameOf(name))))),
    ),
    h("div", { class: "row" }, form.enabled, h("label", { for: form.enabled.id }, "Enabled")),
    form.wrong,
    form.warnings,
    conflict,
    h(
      "div",
      { class: "row" },
      action("Try it over the recent history", { class: "try" }, () =>
        ifValid(async (draft) => {
          const report = await post("/rules/try", { rule: draft });
          trial.hidden = false;
          outdated.hidden = JSON.stringify(form.rule()) === JSON.stringify(draft);
          trial.classList.toggle("outdated", !outdated.hidden);
          await showTrial(result, draft, report, signal);
        }),
      ),
      action("Save", { class: "main save" }, () => ifValid(save)),
      h("a", { class: "button", href: "#/rules", onclick: () => dropDraft(rule?.rule_id ?? "") }, "Cancel"),
    ),
  );
  element.addEventListener("input", () => {
    touched = true;
    edited();
  });
  form.changed = () => {
    touched = true;
    edited();
  };
  const later = debounced(CHECK_MS, () => (isDue && !signal.aborted ? check() : null));
  const edited = () => {
    isDue = true;
    keepDraft(rule?.rule_id ?? "", { rule: form.draft(), version: base });
    outdated.hidden = trial.hidden;
    trial.classList.toggle("outdated", !trial.hidden);
    later();
  };
  replace(
    root,
    h("div", { class: "head" }, h("h1", {}, form.isNew ? "New rule" : ["Rule ", nameOf(rule.rule_id)])),
    kept ? restored(kept, kept.version !== version, restart) : null,
    h(
      "div",
      { class: "explore wide-first" },
      h("section", { class: "panel", "aria-label": "Rule" }, element),
      h("section", { class: "panel", "aria-label": "Series" }, picker(form, element, signal, edited)),
    ),
    h("section", { class: "panel trial-panel", "aria-label": "Try" }, trial, trialHint(trial)),
  );
  // an error of a server that was away ends with it
  listen(signal, "resumed", check);
  await check();
}

function restored(kept, isOld, restart) {
  const words = ["Your unsaved draft of ", time(kept.at), isOld ? " was restored. The rule has changed since then." : " was restored."];
  return h("div", { class: "notice restored", role: "status" }, h("span", {}, words), action("Discard the draft", {}, restart));
}

function trialHint(trial) {
  const hint = h("p", { class: "muted" }, "A trial runs the draft over the values in memory and shows when it would have fired. It does not change any rule.");
  new MutationObserver(() => (hint.hidden = !trial.hidden)).observe(trial, { attributes: true });
  return hint;
}

/** Creates the list from which a source and a type are copied: the type into the field of that name that had the focus last. */
function picker(form, element, signal, changed) {
  let last = null;
  element.addEventListener("focusin", ({ target }) => (last = target.name === "field" ? target : last));
  const finder = seriesPicker(signal, {
    label: "Copy source and type from a series",
    pick: (series) => {
      form.controls.source.value = series.source;
      const control = last?.isConnected ? last : element.querySelector('input[name="field"]');
      if (control) {
        control.value = series.type;
      }
      changed();
    },
  });
  finder.load().catch(() => {});
  return finder.element;
}
