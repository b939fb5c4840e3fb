// Lists whose rows are updated in place, and that do not move under the pointer or the focus.

import { h, text } from "./dom.js";
import { plural } from "./format.js";

/**
 * Brings the rows of a list up to date by key: a row that stays keeps its element, and its `update` function is called.
 * `make` creates the row of an item.
 */
export function patchRows(list, items, key, make) {
  const wanted = new Set(items.map(key));
  const known = new Map();
  for (const row of [...list.children]) {
    if (wanted.has(row.dataset.key)) {
      known.set(row.dataset.key, row);
    } else {
      row.remove();
    }
  }
  let next = list.firstElementChild;
  for (const item of items) {
    const id = key(item);
    let row = known.get(id);
    if (row) {
      row.update?.(item);
    } else {
      row = make(item);
      row.dataset.key = id;
    }
    if (row === next) {
      next = next.nextElementSibling;
    } else {
      list.insertBefore(row, next);
    }
  }
}

/** Returns whether the user has selected text in an element. */
export function isSelected(element) {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(element, true);
}

/**
 * A list of rows. While the pointer, the focus or a selection is inside, its rows are updated but none is added, moved
 * or removed; a button then shows how many new ones there are, and adds them.
 */
export class LiveRows {
  #items = [];
  #isPointed = false;

  /**
   * Options: `key` and `make` as for `patchRows`, `noun` (such as "alert"), `list` (the element of the rows), `head`
   * (beside the button, which has its place so that the rows do not move when it appears), and `below`.
   */
  constructor({ key, make, noun, list, head = null, below = null }) {
    this.key = key;
    this.make = make;
    this.noun = noun;
    this.rows = list;
    this.button = h("button", { type: "button", class: "fresh", hidden: true, onclick: (event) => this.release(event.detail === 0) });
    this.none = h("p", { class: "empty", hidden: true });
    this.inside = h("div", {}, list, this.none, below);
    this.emptyText = "";
    const bar = h("div", { class: head ? "live-bar" : "live-bar over" }, head, this.button);
    this.element = h("div", { class: "live-rows" }, bar, this.inside);
    this.element.addEventListener("pointerenter", (event) => (this.#isPointed = event.pointerType === "mouse"));
    this.element.addEventListener("pointerleave", () => {
      this.#isPointed = false;
      this.#catchUp();
    });
    this.element.addEventListener("focusout", () => setTimeout(() => this.#catchUp()));
  }

  /**
   * Shows items now, or holds new ones back. Options: `isForced` shows them in any case, `empty` is the text if there are
   * none.
   */
  show(items, { isForced = false, empty = this.emptyText } = {}) {
    this.#items = items;
    this.emptyText = empty;
    const shown = new Map([...this.rows.children].map((row) => [row.dataset.key, row]));
    const isHeld = !isForced && shown.size > 0 && this.#isHeld();
    if (isHeld) {
      for (const item of items) {
        const row = shown.get(this.key(item));
        if (row && !isSelected(row)) {
          row.update?.(item);
        }
      }
    } else {
      patchRows(this.rows, items, this.key, this.make);
      text(this.none, items.length ? "" : empty);
      this.none.hidden = items.length > 0;
    }
    const fresh = isHeld ? items.filter((item) => !item.isHeading && !shown.has(this.key(item))).length : 0;
    this.button.hidden = !fresh;
    text(this.button, fresh ? plural(fresh, `new ${this.noun}`) : "");
  }

  /** Shows what was held back. The focus goes from the button, which disappears, to the first row if it came by key. */
  release(isByKey) {
    this.show(this.#items, { isForced: true });
    this.rows.closest(".panel")?.scrollIntoView({ block: "nearest" });
    if (isByKey) {
      this.rows.querySelector("a")?.focus();
    }
  }

  #catchUp() {
    if (this.rows.isConnected) {
      this.show(this.#items);
    }
  }

  #isHeld() {
    return this.#isPointed || this.element.contains(document.activeElement) || isSelected(this.rows) || this.#isScrolledInto();
  }

  /** Whether the first rows are above the window, so that new ones would move those that are read. */
  #isScrolledInto() {
    const { top, bottom } = this.rows.getBoundingClientRect();
    return top < -40 && bottom > 0;
  }
}
