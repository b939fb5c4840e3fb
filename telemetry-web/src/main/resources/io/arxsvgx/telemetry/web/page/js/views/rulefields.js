// The fields of a rule in a form.

import { field, h, select, text } from "../dom.js";
import { ConditionFields } from "./conditionfields.js";
import { ruleLabels } from "./rulelabels.js";

const MATCH = "match.";

/** The fields of a rule, with the server's errors beside them. */
export class RuleForm {
  constructor(rule, conditions, actions, { isNew }) {
    this.isNew = isNew;
    this.given = rule;
    this.changed = () => {};
    const { given } = this;
    this.condition = new ConditionFields(given, { conditions, changed: () => this.changed() });
    this.controls = {
      rule_id: h("input", { value: given.rule_id, readonly: !this.isNew, autocomplete: "off" }),
      name: h("input", { value: given.name, autocomplete: "off" }),
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
      condition: this.condition.choice,
      source: field("Source", this.controls.source, "Exact name; * matches any text"),
      severity: field("Severity", this.controls.severity),
      for: field("Hold for, seconds", this.controls.for, "Time that the condition must be true before the rule fires"),
      keep_firing_for: field("Keep firing for, seconds", this.controls.keep_firing_for, "Time that the condition must be false before the alert resolves"),
      repeat_interval: field("Repeat actions every, seconds", this.controls.repeat_interval, "0: once"),
    };
    this.labels = ruleLabels(given, () => this.changed());
    this.wrong = h("p", { class: "error", role: "alert", hidden: true });
    this.warnings = h("p", { class: "muted", role: "status", hidden: true });
  }

  /** Returns the rule as it is entered. */
  rule() {
    const { given, controls } = this;
    const number = (control) => (Number.isNaN(Number(control.value)) ? control.value : Number(control.value));
    const rule = {
      ...given,
      ...this.labels.value(),
      ...this.condition.value(),
      rule_id: controls.rule_id.value.trim(),
      source: controls.source.value.trim() || "*",
      severity: controls.severity.value,
      enabled: this.enabled.checked,
      for: number(controls.for),
      keep_firing_for: number(controls.keep_firing_for),
      repeat_interval: number(controls.repeat_interval),
      actions: this.actions.filter(([, control]) => control.checked).map(([name]) => name),
      name: controls.name.value.trim() || controls.rule_id.value.trim(),
    };
    return rule;
  }

  /** Returns the rule as it was entered so far, for a later visit, also what belongs to other conditions. */
  draft() {
    return { ...this.rule(), ...this.condition.entered(), name: this.controls.name.value };
  }

  /** Shows the warnings of a rule that can be saved. */
  warn(warnings) {
    this.warnings.hidden = !warnings.length;
    text(this.warnings, warnings.join("; "));
  }

  /** Shows the errors, each beside its field; those without a field at the end. */
  complain(error) {
    const { condition, ...fields } = { ...this.fields, ...this.labels.fields };
    Object.values(fields).forEach((one) => one.complain(null));
    this.condition.clear();
    const errors = error ? (error.errors?.length ? error.errors : [{ field: "", message: error.message }]) : [];
    const others = errors.filter(({ field: name, message }) => !this.#complainOf(name, withoutPlace(message, name)));
    this.wrong.hidden = !others.length;
    text(this.wrong, others.map(({ message }) => message).join("; "));
  }

  /** Shows an error beside its field. Returns whether there is such a field. */
  #complainOf(name, message) {
    if (this.condition.complain(name, message)) {
      return true;
    }
    const known = name.startsWith(MATCH) ? this.labels.fields.match : { ...this.fields, ...this.labels.fields }[name];
    known?.complain(message, name.startsWith(MATCH) ? name.slice(MATCH.length) : undefined);
    return Boolean(known);
  }
}

/** Returns a message without the place of its field at the beginning, since it is shown there. */
function withoutPlace(message, name) {
  const [, place, rest] = /^(parameters\S*): (.*)$/s.exec(message) ?? [];
  return place && name.includes(place) ? withoutPlace(rest, name) : message;
}
