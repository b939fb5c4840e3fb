// Boards: widgets as the user arranged them, kept on the server or completely in a link.

import { create, get, getVersion, putVersion, removeVersion } from "../api.js";
import { conflictBox, ifUnchanged } from "../conflict.js";
import { action, confirmed, copyButton, debounced, field, h, notice, openDialog, replace, text } from "../dom.js";
import { Feed } from "../feed.js";
import { plural, time } from "../format.js";
import { keyOf, mayChange, resolve } from "../labels.js";
import { listen } from "../live.js";
import { isolated, nameOf } from "../names.js";
import { SHARED, encoded, sharedBoard } from "./boardlink.js";
import { editWidget } from "./widgetform.js";
import { KINDS, SHOWN_SERIES, widgetBody } from "./widgets.js";

const POLL_MS = 2_000;
/** Patterns of series are looked up again at every n-th poll, since new series may match. */
const POLLS_PER_LOOKUP = 5;
const VALUES = 4_000;

class Board {
  constructor(board, version, signal, { isShared }) {
    this.board = board;
    this.version = version;
    this.signal = signal;
    this.isShared = isShared;
    this.isEditing = board.widgets.length === 0;
    this.grid = h("div", { class: "board" });
    this.saved = h("span", { class: "muted", role: "status" });
    this.undo = h("button", { type: "button", hidden: true, onclick: () => this.restore() }, "Undo");
    this.conflict = h("div");
    this.parts = [];
    this.polls = 0;
    this.isPending = false;
    this.feed = new Feed(signal, { limit: VALUES, changed: () => this.draw() });
    this.save = debounced(250, () => this.put());
    listen(signal, "resumed", () => (this.isPending ? this.put() : null));
    signal.addEventListener("abort", () => {
      this.parts.forEach((part) => part.body.destroy());
      if (this.isPending) {
        this.put();
      }
    });
  }

  path() {
    return `/boards/${encodeURIComponent(this.board.board_id)}`;
  }

  /** Saves the board. Changes during a save are saved after it, on the version that it returns. */
  async put() {
    if (this.isShared || this.isSaving || this.conflict.firstChild) {
      return;
    }
    this.isSaving = true;
    try {
      while (this.isPending) {
        this.isPending = false;
        const { title, widgets } = this.board;
        ({ version: this.version } = await putVersion(this.path(), { title, widgets }, this.version));
      }
      text(this.saved, "Saved");
    } catch (error) {
      this.isPending = true;
      text(this.saved, error.isConflict ? "Not saved" : `Not saved: ${error.message}`);
      if (error.isConflict) {
        this.showConflict(error.version);
      }
    } finally {
      this.isSaving = false;
    }
  }

  showConflict(version) {
    const box = conflictBox("board", version, {
      reload: async () => {
        if (!version) {
          location.hash = "#/boards";
          return;
        }
        const now = await getVersion(this.path(), this.signal);
        Object.assign(this, { board: now.value, version: now.version, isPending: false });
        text(this.saved, "");
        await this.build();
      },
      overwrite: async () => {
        const { title, widgets } = this.board;
        const done = version ? await putVersion(this.path(), { title, widgets }, version) : await create(this.path(), { title, widgets });
        this.version = done.version;
        this.isPending = false;
        text(this.saved, "Saved");
      },
    });
    replace(this.conflict, box);
    box.focus();
  }

  /** Builds the widgets again, and finds their series. */
  async build() {
    const focused = this.grid.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    const before = new Map(this.parts.map((part) => [part.widget, part]));
    this.parts = this.board.widgets.map((widget, index) => this.part(widget, index, before.get(widget)));
    const kept = new Set(this.parts.map((part) => part.body));
    before.forEach(({ body }) => (kept.has(body) ? null : body.destroy()));
    replace(this.grid, this.parts.length ? this.parts.map((part) => part.element) : h("p", { class: "empty" }, "This board is empty. Add a widget."));
    if (focused) {
      [...this.grid.querySelectorAll("button")].find((one) => one.getAttribute("aria-label") === focused && !one.disabled)?.focus({ preventScroll: true });
    }
    await this.lookUp();
    await this.poll();
  }

  /** Finds the series of the widgets that follow values. */
  async lookUp() {
    const { parts } = this;
    const wanted = new Map();
    const followed = parts.filter((one) => !one.body.isPolled);
    const all = await Promise.all(followed.map((part) => resolve(part.widget.series ?? [], this.signal)));
    followed.forEach((part, index) => {
      part.resolved = all[index].slice(0, SHOWN_SERIES[part.widget.kind]);
      part.others = all[index].slice(part.resolved.length);
      part.mayChange = mayChange(part.widget.series ?? [], all[index]);
      part.resolved.forEach((one) => wanted.set(keyOf(one), one));
    });
    if (parts === this.parts) {
      await this.feed.choose([...wanted.values()]);
    }
  }

  /** Creates the element of a widget. An unchanged widget keeps its content, also while the server is not reachable. */
  part(widget, index, before) {
    const body = before?.body ?? widgetBody(widget);
    const element = h(
      "section",
      { class: "panel widget", "data-width": widget.width ?? 1, "aria-label": isolated(widget.title || KINDS[widget.kind]) },
      h("div", { class: "head" }, h("h2", {}, nameOf(widget.title || KINDS[widget.kind])), this.isEditing ? this.controls(widget, index) : null),
      // a list without links scrolls by key only if it takes the focus
      h("div", { class: "body", ...(["table", "top"].includes(widget.kind) ? { tabindex: 0, role: "group", "aria-label": "Values" } : {}) }, body.content),
    );
    if (this.isEditing) {
      this.draggable(element, index);
    }
    return { widget, body, element, resolved: before?.resolved ?? [], others: before?.others ?? [] };
  }

  controls(widget, index) {
    const button = (label, name, run, isDisabled = false) =>
      h("button", { type: "button", class: "quiet", "aria-label": `${name} ${isolated(widget.title || KINDS[widget.kind])}`, title: name, disabled: isDisabled, onclick: run }, label);
    const width = widget.width ?? 1;
    return h(
      "div",
      { class: "row widget-controls" },
      button("←", "Move earlier", () => this.move(index, index - 1), index === 0),
      button("→", "Move later", () => this.move(index, index + 1), index === this.board.widgets.length - 1),
      button("−", "Narrower", () => this.change(index, { ...widget, width: width - 1 }), width <= 1),
      button("+", "Wider", () => this.change(index, { ...widget, width: width + 1 }), width >= 4),
      button("Edit", "Edit", () => editWidget(widget, (next) => this.change(index, next), this.signal)),
      button("×", "Remove", () => this.change(index, null)),
    );
  }

  draggable(element, index) {
    element.draggable = true;
    element.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", String(index));
      event.dataTransfer.effectAllowed = "move";
      element.classList.add("dragged");
    });
    element.addEventListener("dragend", () => element.classList.remove("dragged"));
    element.addEventListener("dragover", (event) => event.preventDefault());
    element.addEventListener("drop", (event) => {
      event.preventDefault();
      this.move(Number(event.dataTransfer.getData("text/plain")), index);
    });
  }

  move(from, to) {
    const { widgets } = this.board;
    if (Number.isInteger(from) && widgets[from] && to >= 0 && to < widgets.length && from !== to) {
      widgets.splice(to, 0, ...widgets.splice(from, 1));
      this.changed();
    }
  }

  change(index, widget) {
    const [before] = this.board.widgets.splice(index, 1, ...(widget ? [widget] : []));
    this.removed = widget ? null : { index, widget: before };
    this.changed();
    if (this.removed) {
      this.undo.hidden = false;
      this.undo.focus();
    }
  }

  /** Takes the last removal of a widget back. */
  restore() {
    const { index, widget } = this.removed;
    this.board.widgets.splice(index, 0, widget);
    this.changed();
  }

  add(widget) {
    this.board.widgets.push(widget);
    this.changed();
  }

  changed() {
    this.undo.hidden = true;
    this.isPending = true;
    if (!this.isShared) {
      text(this.saved, "Saving …");
    }
    this.save();
    this.build().catch((error) => (error.name === "AbortError" ? null : text(this.saved, error.message)));
  }

  draw() {
    for (const part of this.parts) {
      part.body.draw(this.feed, part.resolved, part.others);
    }
  }

  async poll() {
    await Promise.all(this.parts.filter((part) => part.body.isPolled).map((part) => part.body.poll(part.widget, this.signal)));
  }

  /** Polls, looks patterns up again now and then, and moves the charts on where no values arrive. */
  async tick() {
    this.polls += 1;
    if (this.parts.some((part) => part.mayChange) && this.polls % POLLS_PER_LOOKUP === 0) {
      await this.lookUp();
    }
    if (this.polls % POLLS_PER_LOOKUP === 0 && !this.isShared) {
      await this.follow();
    }
    await this.poll();
    this.draw();
  }

  /** Shows the version of another tab or user, unless this one has a change of its own that is not saved. */
  async follow() {
    const { value, version } = await getVersion(this.path(), this.signal);
    if (version === this.version || this.isPending || this.isSaving || this.conflict.firstChild) {
      return;
    }
    Object.assign(this, { board: value, version });
    text(this.saved, "Changed in another tab or by another user");
    await this.build();
  }
}

function openNew() {
  const title = h("input", { required: true, maxlength: 200, value: "My board" });
  const wrong = h("p", { class: "error", role: "alert", hidden: true });
  openDialog("New board", (close) => {
    const submit = async (event) => {
      event.preventDefault();
      const id = freshBoardId(title.value);
      try {
        await create(`/boards/${encodeURIComponent(id)}`, { title: title.value.trim(), widgets: [] });
        close();
        location.hash = `#/boards/${encodeURIComponent(id)}`;
      } catch (error) {
        wrong.hidden = false;
        text(wrong, error.message);
      }
    };
    return h("form", { class: "stack", onsubmit: submit }, field("Title", title), wrong, h("div", { class: "row" }, h("button", { class: "main" }, "Create"), h("button", { type: "button", onclick: close }, "Cancel")));
  });
}

function freshBoardId(title) {
  const words = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  return `${words || "board"}-${Date.now().toString(36)}`;
}

async function showList(root, signal) {
  const rows = h("ul", { class: "rows" });
  const load = async () => {
    const boards = await get("/boards", signal);
    replace(
      rows,
      boards.length
        ? boards.map((board) =>
            h(
              "li",
              { class: "head" },
              h("a", { href: `#/boards/${encodeURIComponent(board.board_id)}` }, nameOf(board.title)),
              h(
                "span",
                { class: "row muted" },
                plural(board.widgets, "widget"),
                ", changed ",
                time(board.updated_at),
                action("Remove", { class: "quiet critical" }, async () => {
                  confirmed("Remove the board", `${isolated(board.title)} is removed for all users.`, () =>
                    ifUnchanged(`/boards/${encodeURIComponent(board.board_id)}`, (now) => now.updated_at === board.updated_at, {
                      what: `board ${isolated(board.title)}`,
                      run: removeVersion,
                      reload: load,
                    }),
                  );
                }),
              ),
            ),
          )
        : h("li", { class: "empty" }, "No boards yet. A board shows the widgets that you choose."),
    );
  };
  replace(
    root,
    h("div", { class: "head" }, h("h1", {}, "Boards"), h("button", { type: "button", class: "main", onclick: openNew }, "New board")),
    h("section", { class: "panel", "aria-label": "Boards" }, rows),
  );
  await load();
}

/** Shows the list, or one board, until the signal is aborted. */
export async function boardsView(root, route, signal) {
  if (!route.id) {
    await showList(root, signal);
    return;
  }
  const isShared = route.id === SHARED;
  const { value: given, version } = isShared
    ? { value: { ...sharedBoard(route.query.get("b") ?? ""), board_id: SHARED }, version: "" }
    : await getVersion(`/boards/${encodeURIComponent(route.id)}`, signal);
  const board = new Board(given, version, signal, { isShared });
  const edit = h("button", { type: "button", "aria-pressed": String(board.isEditing) }, "Arrange");
  edit.addEventListener("click", () => {
    board.isEditing = !board.isEditing;
    edit.setAttribute("aria-pressed", String(board.isEditing));
    board.build().catch((error) => (error.name === "AbortError" ? null : notice(error.message, "bad")));
  });
  const blank = { kind: "line", title: "", series: [], width: 2, options: {} };
  replace(
    root,
    h(
      "div",
      { class: "head" },
      h("h1", {}, nameOf(given.title)),
      h(
        "div",
        { class: "row" },
        board.saved,
        board.undo,
        isShared
          ? action("Save on the server", { class: "main" }, async () => {
              const id = freshBoardId(given.title);
              await create(`/boards/${encodeURIComponent(id)}`, { title: given.title, widgets: board.board.widgets });
              location.hash = `#/boards/${encodeURIComponent(id)}`;
            })
          : null,
        h("button", { type: "button", onclick: () => editWidget(blank, (widget) => board.add(widget), signal) }, "Add a widget"),
        edit,
        copyButton("Copy link with contents", () => `${location.origin}/#/boards/${SHARED}?b=${encoded(board.board)}`),
      ),
    ),
    board.conflict,
    board.grid,
  );
  const timer = setInterval(() => (document.hidden ? null : board.tick().catch(() => {})), POLL_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
  await board.build();
}
