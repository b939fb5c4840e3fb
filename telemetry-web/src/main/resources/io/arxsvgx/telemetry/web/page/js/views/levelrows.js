// The limits by severity of a condition, in a form: one row for each.

import { h, select, text } from "../dom.js";
import { fieldGroup, focusAfterRemoval, indexed, readNumber } from "./formparts.js";

const SEVERITIES = ["info", "warning", "critical"];

function levelRow(given, { name, removed }) {
  const severity = select({ "data-key": "severity" }, SEVERITIES, given.severity);
  const limit = h("input", { "data-key": "value", value: String(given.value ?? ""), inputmode: "decimal", autocomplete: "off", placeholder: "limit" });
  const remove = h("button", { type: "button", class: "quiet remove", onclick: removed }, "×");
  const wrong = h("p", { class: "wrong", hidden: true });
  const element = h("div", { class: "level-row" }, severity, limit, remove, wrong);
  element.rename = (index) => {
    severity.setAttribute("aria-label", `${name} ${index + 1}: severity`);
    limit.setAttribute("aria-label", `${name} ${index + 1}: limit`);
    remove.setAttribute("aria-label", `${name} ${index + 1}: remove`);
  };
  element.read = (number) => {
    const value = limit.value.trim() === "" ? undefined : number(limit.value.trim());
    return { severity: severity.value, value };
  };
  element.complain = (message, key = "") => {
    wrong.hidden = !message;
    text(wrong, message ?? "");
    for (const control of [severity, limit]) {
      const isWrong = message && (!key || control.dataset.key === key);
      if (isWrong) {
        control.setAttribute("aria-invalid", "true");
      } else if (!message) {
        control.removeAttribute("aria-invalid");
      }
    }
  };
  return element;
}

/** Creates the rows of a parameter with limits by severity. */
export function levelRows(parameter, given, { changed }) {
  const rows = h("div", { class: "stack" });
  const add = h("button", { type: "button", class: "quiet" }, "Add a level");
  const rename = () => {
    [...rows.children].forEach((row, index) => row.rename(index));
    add.hidden = rows.children.length >= SEVERITIES.length;
  };
  const append = (level) => {
    const row = levelRow(level, {
      name: "Level",
      removed() {
        const index = [...rows.children].indexOf(row);
        row.remove();
        rename();
        focusAfterRemoval([...rows.children], index, ".remove", add);
        changed();
      },
    });
    rows.append(row);
    rename();
    return row;
  };
  add.addEventListener("click", () => {
    const used = [...rows.children].map((row) => row.read(String).severity);
    append({ severity: SEVERITIES.slice(1).concat(SEVERITIES[0]).find((one) => !used.includes(one)) }).querySelector("select").focus();
    changed();
  });
  (given ?? parameter.default ?? []).forEach(append);
  rename();
  const element = fieldGroup(parameter, rows, h("div", {}, add));
  const read = (number) => [...rows.children].map((row) => row.read(number));
  const orNothing = (levels) => (levels.length ? levels : undefined);
  return {
    element,
    value: () => orNothing(read(readNumber)),
    // no rows are kept too, since they replace those that were given
    entered: () => (given === undefined ? orNothing(read(String)) : read(String)),
    complain(rest, message) {
      const [index, key] = indexed(rest) ?? [];
      const row = rows.children[index];
      (row ?? element).complain(message, key);
      return true;
    },
    clear: () => [element, ...rows.children].forEach((one) => one.complain(null)),
  };
}
