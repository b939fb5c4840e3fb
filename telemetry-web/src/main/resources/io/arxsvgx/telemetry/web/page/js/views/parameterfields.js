// The fields of the parameters of a condition, made from the server's description of them.

import { field, h, select } from "../dom.js";
import { conditionParts } from "./conditionparts.js";
import { checkbox, readNumber, readTexts } from "./formparts.js";
import { levelRows } from "./levelrows.js";
import { selectionFields } from "./selectionfields.js";

/** Returns the label of a parameter. One that the help calls required, under some condition, is not called optional. */
function title({ name, required, kind, help }) {
  const words = name.replaceAll("_", " ");
  const isOptional = !required && kind !== "flag" && !/\brequired\b/.test(help);
  return `${words[0].toUpperCase()}${words.slice(1)}${isOptional ? " (optional)" : ""}`;
}

/**
 * A field with one control. A value that was not given stays so until it is changed, so that a rule follows the default; one
 * that was not changed is returned as it was given. `given` can also be the text that was entered before, which `read` reads.
 */
function single(parameter, { given, control, shown, element, read, current = () => control.value, isText = false }) {
  const isChanged = () => current() !== shown;
  const isValue = given === undefined ? !parameter.required : typeof given !== "string" || (isText && given !== "");
  return {
    element,
    value: () => (isValue && !isChanged() ? given : read(current())),
    entered: () => (isChanged() ? current() : given),
    complain(rest, message) {
      element.complain(message);
      return true;
    },
    clear: () => element.complain(null),
  };
}

function input(parameter, given, { attributes = {}, shown, help = parameter.help, read, isText }) {
  const control = h("input", { name: parameter.name, value: shown, autocomplete: "off", ...attributes });
  const element = field(title(parameter), control, help);
  return single(parameter, { given, control, shown, element, read, isText });
}

const orNothing = (read) => (entered) => (entered.trim() === "" ? undefined : read(entered.trim()));

function numberField(parameter, given) {
  const shown = String(given ?? parameter.default ?? "");
  return input(parameter, given, { attributes: { inputmode: "decimal" }, shown, read: orNothing(readNumber) });
}

function textField(parameter, given) {
  return input(parameter, given, { shown: String(given ?? parameter.default ?? ""), read: orNothing((entered) => entered), isText: true });
}

function textsField(parameter, given) {
  const texts = given ?? parameter.default ?? [];
  return input(parameter, given, {
    shown: Array.isArray(texts) ? texts.join(", ") : texts,
    help: `${parameter.help} Separated by commas.`,
    read: (entered) => (entered.trim() === "" ? undefined : readTexts(entered)),
  });
}

function choiceField(parameter, given) {
  const first = String(given ?? parameter.default ?? "");
  const options = parameter.required || first !== "" ? parameter.choices : ["", ...parameter.choices];
  const isKnown = options.includes(first);
  const shown = isKnown ? first : String(parameter.default ?? options[0]);
  const control = select({ name: parameter.name }, options, shown);
  const element = field(title(parameter), control, parameter.help);
  return single(parameter, { given: isKnown ? given : undefined, control, shown, element, read: (chosen) => chosen || undefined, isText: true });
}

function flagField(parameter, given) {
  const shown = given === undefined ? parameter.default === true : given === true;
  const element = checkbox(title(parameter), { name: parameter.name, checked: shown }, parameter.help);
  const { control } = element;
  return single(parameter, { given, control, shown, element, read: (isChecked) => isChecked, current: () => control.checked });
}

const KINDS = {
  number: numberField,
  text: textField,
  choice: choiceField,
  flag: flagField,
  texts: textsField,
  levels: (parameter, given, form) => levelRows({ ...parameter, title: title(parameter) }, given, form),
  selection: (parameter, given, form) => selectionFields({ ...parameter, title: title(parameter) }, given, form),
  conditions: (parameter, given, form) => conditionParts({ ...parameter, title: title(parameter) }, given, form),
};

/** Returns the rest of a path after a name; null if the path is that of another name. */
function restAfter(name, path) {
  const rest = path.startsWith(name) ? path.slice(name.length) : null;
  return rest === "" || rest?.startsWith(".") || rest?.startsWith("[") ? rest : null;
}

/** Creates the fields of parameters; `given` are the values by name, and `form` has the conditions that parts can have. */
export function parameterFields(parameters, given, form) {
  const fields = parameters.map((parameter) => [parameter.name, (KINDS[parameter.kind] ?? textField)(parameter, given[parameter.name], form)]);
  const collect = (read) => Object.fromEntries(fields.map(([name, one]) => [name, read(one)]).filter(([, value]) => value !== undefined));
  return {
    elements: fields.map(([, one]) => one.element),
    value: () => collect((one) => one.value()),
    entered: () => collect((one) => one.entered()),
    renumber: (number) => fields.forEach(([, one]) => one.renumber?.(number)),
    clear: () => fields.forEach(([, one]) => one.clear()),
    /** Shows an error beside the field of a path such as `value` or `levels[0].severity`, if there is one. */
    complain(path, message) {
      const found = fields.find(([name]) => restAfter(name, path) !== null);
      return Boolean(found?.[1].complain(restAfter(found[0], path), message));
    },
  };
}
