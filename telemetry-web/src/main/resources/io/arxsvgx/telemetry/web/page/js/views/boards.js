// Boards: widgets as the user arranged them, kept on the server or completely in a link.

import { get, put, remove } from "../api.js";
import { action, confirmed, copyButton, debounced, field, h, openDialog, replace, text } from "../dom.js";
import { Feed } from "../feed.js";
import { plural, time } from "../format.js";
import { editWidget } from "./widgetform.js";
import { KINDS, resolve, widgetBody } from "./widgets.js";

const POLL_MS = 2_000;
const VALUES = 2_000;
const LINE_SERIES = 8;
const SHARED = "shared";

function encoded(board) {
  const bytes = new TextEncoder().encode(JSON.stringify({ title: board.title, widgets: board.widgets }));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decoded(given) {
  const bytes = Uint8Array.from(atob(given.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

class Board {
  constructor(board, signal, { isShared }) {
    this.board = board;
    this.signal = signal;
    this.isShared = isShared;
    this.isEditing = board.widgets.length === 0;
    this.grid = h("div", { class: "board" });
    this.saved = h("span", { class: "muted", role: "status" });
    this.parts = [];
    this.feed = new Feed(signal, { limit: VALUES, changed: () => this.draw() });
    this.save = debounced(250, () => this.put());
    signal.addEventListener("abort", () => this.parts.forEach((part) => part.body.destroy()));
  }

  async put() {
    if (this.isShared) {
      return;
    }
    try {
      const { title, widgets } = this.board;
      await put(`/boards/${encodeURIComponent(this.board.board_id)}`, { title, widgets });
      text(this.saved, "Saved");
    } catch (error) {
      text(this.saved, `Not saved: ${error.message}`);
    }
  }

  /** Builds the widgets again, and finds their series. */
  async build() {
    this.parts.forEach((part) => part.body.destroy());
    this.parts = this.board.widgets.map((widget, index) => this.part(widget, index));
    replace(this.grid, this.parts.length ? this.parts.map((part) => part.element) : h("p", { class: "empty" }, "This board is empty. Add a widget."));
    const wanted = [];
    for (const part of this.parts) {
      if (!part.body.isPolled) {
        part.resolved = await resolve(part.widget.series, part.widget.kind === "line" ? LINE_SERIES : 1, this.signal);
        wanted.push(...part.resolved);
      }
    }
    const distinct = new Map(wanted.map((one) => [Feed.key(one), { source: one.source, type: one.type }]));
    await this.feed.choose([...distinct.values()]);
    await this.poll();
  }

  part(widget, index) {
    const body = widgetBody(widget);
    const element = h(
      "section",
      { class: "panel widget", "data-width": widget.width ?? 1, "aria-label": widget.title || KINDS[widget.kind] },
      h("div", { class: "head" }, h("h2", {}, widget.title || KINDS[widget.kind]), this.isEditing ? this.controls(widget, index) : null),
      h("div", { class: "body" }, body.content),
    );
    if (this.isEditing) {
      this.draggable(element, index);
    }
    return { widget, body, element, resolved: [] };
  }

  controls(widget, index) {
    const button = (label, name, run, isDisabled = false) =>
      h("button", { type: "button", class: "quiet", "aria-label": `${name} ${widget.title || KINDS[widget.kind]}`, title: name, disabled: isDisabled, onclick: run }, label);
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
    this.board.widgets.splice(index, 1, ...(widget ? [widget] : []));
    this.changed();
  }

  add(widget) {
    this.board.widgets.push(widget);
    this.changed();
  }

  changed() {
    if (!this.isShared) {
      text(this.saved, "Saving …");
    }
    this.save();
    this.build().catch((error) => text(this.saved, error.message));
  }

  draw() {
    for (const part of this.parts) {
      part.body.draw(this.feed, part.resolved);
    }
  }

  async poll() {
    await Promise.all(this.parts.filter((part) => part.body.isPolled).map((part) => part.body.poll(part.widget, this.signal)));
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
        await put(`/boards/${encodeURIComponent(id)}`, { title: title.value, widgets: [] });
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
              h("a", { href: `#/boards/${encodeURIComponent(board.board_id)}` }, board.title),
              h(
                "span",
                { class: "row muted" },
                plural(board.widgets, "widget"),
                ", changed ",
                time(board.updated_at),
                action("Remove", { class: "quiet critical" }, async () => {
                  confirmed("Remove the board", `${board.title} is removed for all users.`, async () => {
                    await remove(`/boards/${encodeURIComponent(board.board_id)}`);
                    await load();
                  });
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
  const given = isShared ? { ...decoded(route.query.get("b") ?? ""), board_id: SHARED } : await get(`/boards/${encodeURIComponent(route.id)}`, signal);
  const board = new Board(given, signal, { isShared });
  const edit = h("button", { type: "button", "aria-pressed": String(board.isEditing) }, "Arrange");
  edit.addEventListener("click", () => {
    board.isEditing = !board.isEditing;
    edit.setAttribute("aria-pressed", String(board.isEditing));
    board.build().catch(() => {});
  });
  const blank = { kind: "line", title: "", series: [], width: 2, options: {} };
  replace(
    root,
    h(
      "div",
      { class: "head" },
      h("h1", {}, given.title),
      h(
        "div",
        { class: "row" },
        board.saved,
        isShared
          ? action("Save on the server", { class: "main" }, async () => {
              const id = freshBoardId(given.title);
              await put(`/boards/${encodeURIComponent(id)}`, { title: given.title, widgets: board.board.widgets });
              location.hash = `#/boards/${encodeURIComponent(id)}`;
            })
          : null,
        h("button", { type: "button", onclick: () => editWidget(blank, (widget) => board.add(widget), signal) }, "Add a widget"),
        edit,
        copyButton("Copy link with contents", () => `${location.origin}/#/boards/${SHARED}?b=${encoded(board.board)}`),
      ),
    ),
    board.grid,
  );
  const timer = setInterval(() => (document.hidden ? null : board.poll().catch(() => {})), POLL_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
  await board.build();
}
