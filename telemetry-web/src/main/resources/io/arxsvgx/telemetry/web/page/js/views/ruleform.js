// The form of a rule, with the server's validation beside each field, and a trial over the recent history.

import { addNew, get, getVersion, post, putVersion, Refused } from "../api.js";
import { conflictBox } from "../conflict.js";
import { action, debounced, field, h, replace, select, text } from "../dom.js";
import { time } from "../format.js";
import { listen } from "../live.js";
import { isolated, nameOf } from "../names.js";
import { dropDraft, keepDraft, keptDraft } from "./drafts.js";
import { ruleLabels } from "./rulelabels.js";
import { seriesPicker } from "./seriespicker.js";
import { showTrial } from "./trial.js";

const CHECK_MS = 350;
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

/** Creates a control for a parameter of a condition, as the server describes it. */
function parameterControl(parameter, value) {
  const given = value ?? parameter.default ?? "";
  if (parameter.kind === "choice") {
    const options = parameter.required || given !== "" ? parameter.choices : ["", ...parameter.choices];
    const chosen = options.includes(String(given)) ? String(given) : String(parameter.default ?? options[0]);
    return select({ name: parameter.name }, options, chosen);
  }
  const type = parameter.kind === "number" ? { inputmode: "decimal" } : {};
  return h("input", { name: parameter.name, value: given, autocomplete: "off", ...type });
}

function read(parameter, control) {
  const given = control.value.trim();
  if (given === "") {
    return undefined;
  }
  // text that is not a number goes to the server unchanged, which reports the error
  return parameter.kind === "number" && given !== "" && !Number.isNaN(Number(given)) ? Number(given) : given;
}

class RuleForm {
  constructor(rule, conditions, actions, { isNew }) {
    this.isNew = isNew;
    this.given = rule;
    this.conditions = conditions;
    const { given } = this;
    this.controls = {
      rule_id: h("input", { value: given.rule_id, readonly: !this.isNew, autocomplete: "off" }),
      name: h("input", { value: given.name, autocomplete: "off" }),
      condition: select({}, conditions.map((one) => one.name), given.condition),
      source: h("input", { value: given.source ?? "*", autocomplete: "off" }),
      severity: select({}, ["info", "warning", "critical"], given.severity),
      for: h("input", { value: given.for ?? 0, inputmode: "decimal" }),
      keep_firing_for: h("input", { value: given.keep_firing_for ?? 0, inputmode: "decimal" }),
      repeat_interval: h("input", { value: given.repeat_interval ?? 0, inputmode: "decimal" }),
    };
    this.enabled = h("input", { type: "checkbox", checked: given.enabled, id: "rule-enabled" });
    this.actions = [...new Set([...actions, ...given.actions])].map((name) => [
      name,
      h("input", { type: "checkbox", checked: given.actions.includes(name), id: `does-${name}` }),
    ]);
    this.fields = {
      rule_id: field("Id", this.controls.rule_id, this.isNew ? "Short and unique, such as high_temperature" : "The id of a rule cannot change"),
      name: field("Name", this.controls.name, "Shown in alerts"),
      condition: field("Condition", this.controls.condition),
      source: field("Source", this.controls.source, "Exact name; * matches any text"),
      severity: field("Severity", this.controls.severity),
      for: field("Hold for, seconds", this.controls.for, "Time that the condition must be true before the rule fires"),
      keep_firing_for: field("Keep firing for, seconds", this.controls.keep_firing_for, "Time that the condition must be false before the alert resolves"),
      repeat_interval: field("Repeat actions every, seconds", this.controls.repeat_interval, "0: once"),
    };
    this.labels = ruleLabels(given, () => this.changed());
    this.changed = () => {};
    this.parameters = h("div", { class: "fields" });
    this.wrong = h("p", { class: "error", role: "alert", hidden: true });
    this.warnings = h("p", { class: "muted", role: "status", hidden: true });
    this.entered = { ...given.parameters };
    this.showParameters(this.entered);
  }

  condition() {
    return this.conditions.find((one) => one.name === this.controls.condition.value) ?? this.conditions[0];
  }

  /** Shows the fields of another condition. What was entered for a parameter stays, also for when it is shown again. */
  changeCondition() {
    for (const { parameter, control } of this.parameterFields) {
      this.entered[parameter.name] = control.value;
    }
    this.showParameters(this.entered);
  }

  showParameters(values) {
    this.parameterFields = this.condition().parameters.map((parameter) => {
      const control = parameterControl(parameter, values[parameter.name]);
      return { parameter, control, field: field(title(parameter), control, parameter.help) };
    });
    replace(this.parameters, this.parameterFields.map((one) => one.field));
  }

  rule() {
    const { given, controls } = this;
    const parameters = {};
    for (const { parameter, control } of this.parameterFields) {
      const value = read(parameter, control);
      if (value !== undefined) {
        parameters[parameter.name] = value;
      }
    }
    const number = (control) => (Number.isNaN(Number(control.value)) ? control.value : Number(control.value));
    const rule = {
      ...given,
      ...this.labels.value(),
      rule_id: controls.rule_id.value.trim(),
      condition: controls.condition.value,
      source: controls.source.value.trim() || "*",
      severity: controls.severity.value,
      enabled: this.enabled.checked,
      parameters,
      for: number(controls.for),
      keep_firing_for: number(controls.keep_firing_for),
      repeat_interval: number(controls.repeat_interval),
      actions: this.actions.filter(([, control]) => control.checked).map(([name]) => name),
      name: controls.name.value.trim() || controls.rule_id.value.trim(),
    };
    return rule;
  }

  /** Returns the rule as it was entered so far, for a later visit. */
  draft() {
    return { ...this.rule(), name: this.controls.name.value };
  }

  /** Shows the warnings of a rule that can be saved. */
  warn(warnings) {
    this.warnings.hidden = !warnings.length;
    text(this.warnings, warnings.join("; "));
  }

  /** Shows the errors, each beside its field; those without a field at the end. */
  complain(error) {
    const others = [];
    const all = { ...this.fields, ...this.labels.fields };
    this.parameterFields.forEach((one) => (all[`parameters.${one.parameter.name}`] = one.field));
    Object.values(all).forEach((one) => one.complain(null));
    const errors = error ? (error.errors?.length ? error.errors : [{ field: "", message: error.message }]) : [];
    for (const { field: name, message } of errors) {
      const known = all[name] ?? (name.startsWith("match.") ? all.match : null);
      if (known) {
        known.complain(message);
      } else {
        others.push(message);
      }
    }
    this.wrong.hidden = !others.length;
    text(this.wrong, others.join("; "));
  }
}

function title({ name, required }) {
  const words = name.replaceAll("_", " ");
  return `${words[0].toUpperCase()}${words.slice(1)}${required ? "" : " (optional)"}`;
}

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
      element.querySelector('[aria-invalid="true"]')?.focus();
      return;
    }
    try {
      await run(form.rule());
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      form.complain(error);
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
    h("fieldset", {}, h("legend", {}, "Condition"), form.parameters),
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
  element.addEventListener("input", (event) => {
    touched = true;
    if (event.target === form.controls.condition) {
      form.changeCondition();
    }
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
      h("section", { class: "panel", "aria-label": "Series" }, picker(form, signal, edited)),
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

function picker(form, signal, changed) {
  const finder = seriesPicker(signal, {
    label: "Copy source and type from a series",
    pick: (series) => {
      form.controls.source.value = series.source;
      const control = form.parameterFields.find((one) => one.parameter.name === "field")?.control;
      if (control) {
        control.value = series.type;
      }
      changed();
    },
  });
  finder.load().catch(() => {});
  return finder.element;
}
