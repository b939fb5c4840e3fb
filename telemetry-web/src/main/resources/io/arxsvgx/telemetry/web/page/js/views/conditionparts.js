// The conditions of which another one is composed, in a form: a group for each, which can be added, removed and moved.

import { h } from "../dom.js";
import { ConditionFields, firstCondition } from "./conditionfields.js";
import { fieldGroup, focusAfterRemoval, indexed } from "./formparts.js";

/** Creates the group of one condition; `moved` receives the number of places, `removed` is called when it is to go. */
function partGroup(given, form, { moved, removed }) {
  const fields = new ConditionFields(given, { ...form, isPart: true });
  const up = h("button", { type: "button", class: "quiet up", onclick: () => moved(-1) }, "Move up");
  const down = h("button", { type: "button", class: "quiet down", onclick: () => moved(1) }, "Move down");
  const remove = h("button", { type: "button", class: "quiet remove", onclick: removed }, "Remove");
  const element = fieldGroup(
    { title: "Condition", attributes: { class: "nested part" } },
    h("div", { class: "row part-head" }, fields.choice, h("span", { class: "part-buttons" }, up, down, remove)),
    fields.about,
    fields.parameters,
  );
  return {
    element,
    fields,
    focus: () => fields.select.focus(),
    renumber(number, { isFirst, isLast }) {
      element.rename(`Condition ${number}`);
      up.setAttribute("aria-label", `Move up condition ${number}`);
      down.setAttribute("aria-label", `Move down condition ${number}`);
      remove.setAttribute("aria-label", `Remove condition ${number}`);
      up.disabled = isFirst;
      down.disabled = isLast;
      fields.renumber(`${number}.`);
    },
    /** Returns the focus to the button that moved the group, or to the other one at the end of the list. */
    focusMoved(places) {
      const [wanted, other] = places < 0 ? [up, down] : [down, up];
      (wanted.disabled ? other : wanted).focus();
    },
    complain(path, message) {
      if (path === "" || !fields.complain(path, message)) {
        element.complain(message);
      }
    },
    clear() {
      element.complain(null);
      fields.clear();
    },
  };
}

/** Creates the groups of a parameter that consists of conditions. A required one begins with one condition. */
export function conditionParts(parameter, given, form) {
  let parts = [];
  let prefix = "";
  const list = h("div", { class: "stack" });
  const add = h("button", { type: "button", class: "quiet" }, "Add a condition");
  const renumber = () => {
    add.setAttribute("aria-label", prefix ? `Add a condition to condition ${prefix.slice(0, -1)}` : "Add a condition");
    parts.forEach((part, index) => part.renumber(`${prefix}${index + 1}`, { isFirst: index === 0, isLast: index === parts.length - 1 }));
  };
  const move = (part, places) => {
    const index = parts.indexOf(part);
    parts.splice(index, 1);
    parts.splice(index + places, 0, part);
    list.append(...parts.map((one) => one.element));
    renumber();
    part.focusMoved(places);
    form.changed();
  };
  const remove = (part) => {
    const index = parts.indexOf(part);
    parts = parts.filter((one) => one !== part);
    part.element.remove();
    renumber();
    focusAfterRemoval([...list.children], index, ".remove", add);
    form.changed();
  };
  const append = (condition) => {
    const part = partGroup(condition, form, { moved: (places) => move(part, places), removed: () => remove(part) });
    parts.push(part);
    list.append(part.element);
    return part;
  };
  const fresh = () => append({ condition: firstCondition(form.conditions), parameters: {} });
  add.addEventListener("click", () => {
    const part = fresh();
    renumber();
    part.focus();
    form.changed();
  });
  (given ?? parameter.default ?? []).forEach(append);
  if (given === undefined && parameter.required) {
    fresh();
  }
  const element = fieldGroup({ ...parameter, attributes: { class: "nested parts" } }, list, h("div", {}, add));
  renumber();
  return {
    element,
    value: () => (parts.length || parameter.required ? parts.map((part) => part.fields.value()) : undefined),
    entered: () => (parts.length || given !== undefined ? parts.map((part) => part.fields.entered()) : undefined),
    renumber(number) {
      prefix = number;
      renumber();
    },
    complain(rest, message) {
      const [index, path] = indexed(rest) ?? [];
      const part = parts[index];
      if (part) {
        part.complain(path, message);
      } else {
        element.complain(message);
      }
      return true;
    },
    clear() {
      element.complain(null);
      parts.forEach((part) => part.clear());
    },
  };
}
