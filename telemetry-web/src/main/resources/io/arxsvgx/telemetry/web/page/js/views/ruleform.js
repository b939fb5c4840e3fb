// The form of a rule, with the server's validation beside each field, and a trial over the recent history.

import { get, post, put, Refused } from "../api.js";
import { action, debounced, field, h, replace, select, text } from "../dom.js";
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
    return select({ name: parameter.name }, options, String(given));
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
  constructor(rule, conditions, actions) {
    this.isNew = rule === null;
    this.given = rule ?? NEW_RULE;
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
    this.parameters = h("div", { class: "fields" });
    this.wrong = h("p", { class: "error", role: "alert", hidden: true });
    this.warnings = h("p", { class: "muted", role: "status", hidden: true });
    this.showParameters(given.parameters);
  }

  condition() {
    return this.conditions.find((one) => one.name === this.controls.condition.value) ?? this.conditions[0];
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

  /** Shows the warnings of a rule that can be saved. */
  warn(warnings) {
    this.warnings.hidden = !warnings.length;
    text(this.warnings, warnings.join("; "));
  }

  /** Shows the errors, each beside its field; those without a field at the end. */
  complain(error) {
    const others = [];
    const all = { ...this.fields };
    this.parameterFields.forEach((one) => (all[`parameters.${one.parameter.name}`] = one.field));
    Object.values(all).forEach((one) => one.complain(null));
    const errors = error ? (error.errors?.length ? error.errors : [{ field: "", message: error.message }]) : [];
    for (const { field: name, message } of errors) {
      if (all[name]) {
        all[name].complain(message);
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

/** Shows the form for a rule, or for a new one. */
export async function ruleForm(root, rule, signal) {
  const [conditions, actions] = await Promise.all([get("/conditions", signal), get("/actions", signal)]);
  const form = new RuleForm(rule, conditions, actions);
  let touched = rule !== null;
  const check = async () => {
    try {
      const { warnings } = await post("/rules/check", form.rule());
      form.complain(null);
      form.warn(warnings);
    } catch (error) {
      if (touched) {
        form.complain(error);
      }
    }
  };
  const trial = h("div", { class: "trial", role: "region", "aria-label": "Trial", hidden: true });
  const element = h(
    "form",
    { class: "stack", novalidate: true, onsubmit: (event) => event.preventDefault() },
    h("div", { class: "fields" }, Object.values(form.fields).slice(0, 5)),
    h("fieldset", {}, h("legend", {}, "Condition"), form.parameters),
    h("fieldset", {}, h("legend", {}, "Durations"), h("div", { class: "fields" }, Object.values(form.fields).slice(5))),
    h(
      "fieldset",
      {},
      h("legend", {}, "Severity and actions"),
      h("div", { class: "row" }, form.actions.map(([name, control]) => [control, h("label", { for: control.id }, name)])),
    ),
    h("div", { class: "row" }, form.enabled, h("label", { for: form.enabled.id }, "Enabled")),
    form.wrong,
    form.warnings,
    h(
      "div",
      { class: "row" },
      action("Try it over the recent history", { class: "try" }, async () => {
        touched = true;
        try {
          const draft = form.rule();
          const report = await post("/rules/try", { rule: draft });
          form.complain(null);
          trial.hidden = false;
          await showTrial(trial, draft, report, signal);
        } catch (error) {
          if (!(error instanceof Refused)) {
            throw error;
          }
          form.complain(error);
        }
      }),
      action("Save", { class: "main save" }, async () => {
        touched = true;
        try {
          const saved = form.rule();
          await (form.isNew ? saveNew(saved) : put(`/rules/${encodeURIComponent(saved.rule_id)}`, saved));
          location.hash = "#/rules";
        } catch (error) {
          if (!(error instanceof Refused)) {
            throw error;
          }
          form.complain(error);
        }
      }),
      h("a", { class: "button", href: "#/rules" }, "Cancel"),
    ),
  );
  element.addEventListener("input", (event) => {
    touched = true;
    if (event.target === form.controls.condition) {
      form.showParameters({});
    }
    later();
  });
  const later = debounced(CHECK_MS, check);
  replace(
    root,
    h("div", { class: "head" }, h("h1", {}, form.isNew ? "New rule" : `Rule ${rule.rule_id}`)),
    h(
      "div",
      { class: "explore wide-first" },
      h("section", { class: "panel", "aria-label": "Rule" }, element),
      h("section", { class: "panel", "aria-label": "Series" }, picker(form, signal, later)),
    ),
    h("section", { class: "panel trial-panel", "aria-label": "Try" }, trial, trialHint(trial)),
  );
  await check();
}

/** Saves a new rule. The server would replace a rule of the same id, which is not expected here. */
async function saveNew(rule) {
  const known = await get("/rules");
  if (known.some((one) => one.rule_id === rule.rule_id)) {
    throw new Refused(409, { message: "", errors: [{ field: "rule_id", message: `rule "${rule.rule_id}" already exists` }] });
  }
  await post("/rules", rule);
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
