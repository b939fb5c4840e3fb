// Functions that create elements, without a framework.

const SVG = "http://www.w3.org/2000/svg";

/** Creates an element. Attributes named `on…` are listeners; null, undefined and false omit an attribute. */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replaces the children of an element. */
export function replace(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets a text only if it differs, so that a screen reader announces changes only. */
export function text(element, value) {
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

const SHAPES = {
  critical: ["path", { d: "M5 1h6l4 4v6l-4 4H5l-4-4V5z", fill: "currentColor" }],
  warning: ["path", { d: "M8 1.5 15.5 14.5H.5z", fill: "currentColor" }],
  info: ["circle", { cx: 8, cy: 8, r: 6.5, fill: "currentColor" }],
  ok: ["path", { d: "M2 8.5 6.2 13 14 3.5", fill: "none", stroke: "currentColor", "stroke-width": 2.5 }],
};

/** Creates an SVG element. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Creates the mark of a severity: its colour, its shape, and its name for screen readers. */
export function mark(severity, label = severity) {
  const known = { healthy: "ok" }[severity] ?? severity;
  const [tag, attributes] = SHAPES[known] ?? SHAPES.info;
  const shape = svg(tag, attributes);
  return svg("svg", { viewBox: "0 0 16 16", class: `mark ${known}`, role: "img", "aria-label": label }, shape);
}

let counter = 0;

/** Returns an id that is unique on the page. */
export function freshId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** Creates a labelled control with room for help and for an error. */
export function field(label, control, help = "") {
  const id = control.id || freshId("field");
  control.id = id;
  const wrong = h("span", { class: "wrong", id: `${id}-wrong`, hidden: true });
  const parts = [h("label", { for: id }, label), control];
  if (help) {
    parts.push(h("span", { class: "help", id: `${id}-help` }, help));
  }
  control.setAttribute("aria-describedby", help ? `${id}-wrong ${id}-help` : `${id}-wrong`);
  const whole = h("div", { class: "field" }, parts, wrong);
  whole.complain = (message) => {
    wrong.hidden = !message;
    text(wrong, message ?? "");
    control.toggleAttribute("aria-invalid", false);
    if (message) {
      control.setAttribute("aria-invalid", "true");
    }
  };
  return whole;
}

/** Creates a list to choose from; options are values, or pairs of value and label. */
export function select(attributes, options, chosen) {
  return h(
    "select",
    attributes,
    options.map((option) => {
      const [value, label] = Array.isArray(option) ? option : [option, option];
      return h("option", { value, selected: value === chosen }, label);
    }),
  );
}

/** Creates a button that copies a text and confirms it. */
export function copyButton(label, make) {
  const button = h("button", { type: "button", class: "quiet" }, label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(await make());
      button.textContent = "Copied";
    } catch {
      button.textContent = "The browser denied access to the clipboard";
    }
    setTimeout(() => (button.textContent = label), 1600);
  });
  return button;
}

/** Creates a button that runs an action. It is disabled while the action runs, and shows an error beside the button. */
export function action(label, attributes, run) {
  const button = h("button", { type: "button", ...attributes }, label);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await run();
    } catch (error) {
      notice(error.message, "bad");
    } finally {
      button.disabled = false;
    }
  });
  return button;
}

/** Shows a notice at the top of the page until it is closed; the same notice only once. */
export function notice(message, kind = "", about = message) {
  const all = document.getElementById("notices");
  for (const other of all.children) {
    if (other.dataset.about === about) {
      text(other.firstChild, message);
      return;
    }
  }
  const close = h("button", { type: "button", class: "quiet", onclick: () => one.remove() }, "Close");
  const one = h("div", { class: `notice ${kind}`, "data-about": about }, h("span", {}, message), close);
  all.append(one);
}

/** Closes the notice about something, or all that `notice` has shown. */
export function dropNotices(about) {
  for (const one of [...document.getElementById("notices").children]) {
    if (one.dataset.about && (about === undefined || one.dataset.about === about)) {
      one.remove();
    }
  }
}

/** Opens a dialog and returns it; `content` receives a function that closes it. */
export function openDialog(title, content) {
  const id = freshId("dialog");
  const dialog = h("dialog", { "aria-labelledby": id });
  replace(dialog, h("div", { class: "stack" }, h("h2", { id }, title), content(() => dialog.close())));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks for confirmation before an action that cannot be undone. */
export function confirmed(title, detail, doIt) {
  openDialog(title, (close) => [
    h("p", {}, detail),
    h(
      "div",
      { class: "row" },
      action(title.split(" ")[0], { class: "danger" }, async () => {
        await doIt();
        close();
      }),
      h("button", { type: "button", onclick: close }, "Cancel"),
    ),
  ]);
}

/** Returns a function that runs another one at once, and then at most once in a time; the last call is never lost. */
export function throttled(milliseconds, run) {
  let timer = 0;
  let isDue = false;
  const start = () => {
    timer = setTimeout(() => {
      timer = 0;
      if (isDue) {
        isDue = false;
        start();
        run();
      }
    }, milliseconds);
  };
  return () => {
    if (timer) {
      isDue = true;
    } else {
      start();
      run();
    }
  };
}

/** Returns a function that runs another one after a time without calls. */
export function debounced(milliseconds, run) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...given), milliseconds);
  };
}
