// The light or dark theme: by the system's setting, or as the user chose.

import { text } from "./dom.js";

const KEY = "telemetry-theme";
const ORDER = ["system", "light", "dark"];
const LABELS = { system: "Theme: system", light: "Theme: light", dark: "Theme: dark" };
const SIGNS = { system: "◐", light: "○", dark: "●" };
const dark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set();
const colors = new Map();

let chosen = ORDER.includes(localStorage.getItem(KEY)) ? localStorage.getItem(KEY) : "system";
/** Whether the page is being printed, which is always light. */
let isPrinting = false;

function apply() {
  const isDark = !isPrinting && (chosen === "dark" || (chosen === "system" && dark.matches));
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  colors.clear();
  listeners.forEach((run) => run());
}

/** Sets up the button that switches between the themes. */
export function startTheme(button) {
  const show = () => {
    text(button, SIGNS[chosen]);
    button.setAttribute("aria-label", LABELS[chosen]);
    button.title = LABELS[chosen];
  };
  button.addEventListener("click", () => {
    chosen = ORDER[(ORDER.indexOf(chosen) + 1) % ORDER.length];
    localStorage.setItem(KEY, chosen);
    apply();
    show();
  });
  dark.addEventListener("change", apply);
  for (const [event, isBegin] of [["beforeprint", true], ["afterprint", false]]) {
    window.addEventListener(event, () => {
      isPrinting = isBegin;
      apply();
    });
  }
  apply();
  show();
}

/** Calls a function after each change of theme. Returns a function that stops this. */
export function onTheme(run) {
  listeners.add(run);
  return () => listeners.delete(run);
}

/** Returns the value of a colour of the theme, such as `accent`. */
export function color(name) {
  let value = colors.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    colors.set(name, value);
  }
  return value;
}

/** Returns the colour of the n-th line of a chart. */
export function lineColor(index) {
  return `line-${(index % 8) + 1}`;
}
