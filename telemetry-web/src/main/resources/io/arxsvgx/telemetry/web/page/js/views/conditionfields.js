// A condition in a form: the choice of one, and the fields of its parameters as the server describes them.

import { field, h, replace, select, text } from "../dom.js";
import { parameterFields } from "./parameterfields.js";

const FIRST_CHOICE = "threshold";
const PARAMETERS = "parameters";

/** Returns the name of the condition with which a form, or a part of a condition, begins. */
export function firstCondition(conditions) {
  const isSimple = ({ parameters }) => parameters.every(({ kind }) => kind !== "conditions" && kind !== "selection");
  const first = conditions.find(({ name }) => name === FIRST_CHOICE) ?? conditions.find(isSimple) ?? conditions[0];
  return first.name;
}

/** Returns a parameter as the form shows it; the default of the field of a part is that of the whole rule. */
function shown(parameter, isPart) {
  return isPart && parameter.name === "field" && parameter.required
    ? { ...parameter, required: false, help: "The type of its events; by default the field of the whole rule." }
    : { ...parameter, help: parameter.help.replaceAll("`", "") };
}

/**
 * The fields of a condition `{condition, parameters}`. `isPart` states that it is a part of another one. What was entered for
 * a parameter stays, also for when another condition that has it is chosen.
 */
export class ConditionFields {
  constructor(given, { conditions, changed, isPart = false }) {
    this.conditions = conditions;
    this.changed = changed;
    this.isPart = isPart;
    this.memory = { ...given.parameters };
    this.select = select({}, conditions.map((one) => one.name), given.condition);
    this.choice = field("Condition", this.select);
    this.about = h("p", { class: "muted" });
    this.parameters = h("div", { class: "fields" });
    this.number = "";
    // before the listeners of the form, which read the fields
    this.select.addEventListener("input", () => {
      this.memory = { ...this.memory, ...this.group.entered() };
      this.#show();
    });
    this.#show();
  }

  #show() {
    const chosen = this.conditions.find((one) => one.name === this.select.value) ?? this.conditions[0];
    text(this.about, chosen.help);
    const parameters = chosen.parameters.map((one) => shown(one, this.isPart));
    this.group = parameterFields(parameters, this.memory, { conditions: this.conditions, changed: this.changed });
    this.group.renumber(this.number);
    replace(this.parameters, this.group.elements);
  }

  /** Names the conditions within this one after its number, such as 2.1 and 2.2 within 2. */
  renumber(number) {
    this.number = number;
    this.group.renumber(number);
  }

  /** Returns the condition with its parameters, without those that are not set. */
  value() {
    return { condition: this.select.value, parameters: this.group.value() };
  }

  /** Returns the condition with everything that was entered, for a draft; also what other conditions had. */
  entered() {
    return { condition: this.select.value, parameters: { ...this.memory, ...this.group.entered() } };
  }

  /** Shows the error of a field such as `condition` or `parameters.value`. Returns whether there is such a field. */
  complain(path, message) {
    if (path === "condition") {
      this.choice.complain(message);
      return true;
    }
    return path.startsWith(`${PARAMETERS}.`) && this.group.complain(path.slice(PARAMETERS.length + 1), message);
  }

  /** Removes all errors. */
  clear() {
    this.choice.complain(null);
    this.group.clear();
  }
}
