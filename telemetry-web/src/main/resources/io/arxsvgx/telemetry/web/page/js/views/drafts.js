// Drafts of rules that were not saved. They last as long as the tab.

const PREFIX = "telemetry-draft:";

/** Keeps a draft {rule, version} of the rule with an id; an empty id stands for a new rule. */
export function keepDraft(id, draft) {
  try {
    sessionStorage.setItem(PREFIX + id, JSON.stringify({ ...draft, at: new Date().toISOString() }));
  } catch {
    // the storage of the browser is full or disabled; then the draft ends with the view
  }
}

/** Returns the draft {rule, version, at} of a rule; null if there is none. */
export function keptDraft(id) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + id));
  } catch {
    return null;
  }
}

export function dropDraft(id) {
  sessionStorage.removeItem(PREFIX + id);
}
