// Navigation within a view: a view may show another part of itself without being created again.

let current = null;

/** Lets a view show routes of its own until the signal is aborted; `run` returns false for routes that it cannot show. */
export function keepView(signal, view, run) {
  const mine = { view, run };
  current = mine;
  signal.addEventListener("abort", () => {
    current = current === mine ? null : current;
  });
}

/** Returns whether the current view has shown a route itself. */
export function shownByView(route) {
  return current !== null && current.view === route.view && current.run(route) !== false;
}

/** Keeps a value with the current entry of the browser's history, so that Back finds it again. */
export function remember(name, value) {
  history.replaceState({ ...history.state, [name]: value }, "");
}

/** Returns the value that was kept with the current entry of the browser's history; null if there is none. */
export function remembered(name) {
  return history.state?.[name] ?? null;
}
