// Links that contain a whole board.

import { KINDS } from "./widgets.js";

/** The id of a board that is not on the server but in the link. */
export const SHARED = "shared";

const MALFORMED = "The link is malformed or incomplete: it does not contain a board. Ask for a new link.";

/** Returns a board as a part of a link. */
export function encoded(board) {
  const bytes = new TextEncoder().encode(JSON.stringify({ title: board.title, widgets: board.widgets }));
  const chars = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(chars).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Returns the board of a link. Throws an error for the user if the link contains none. */
export function sharedBoard(given) {
  let board;
  try {
    const bytes = Uint8Array.from(atob(given.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    board = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Error(MALFORMED);
  }
  if (typeof board?.title !== "string" || !Array.isArray(board.widgets)) {
    throw new Error(MALFORMED);
  }
  return { title: board.title, widgets: board.widgets.map(checkedWidget) };
}

function checkedWidget(widget, index) {
  const { kind, title = "", series = [], width = 1, options = {} } = widget ?? {};
  const isText = (value) => typeof value === "string";
  const isValid =
    Object.hasOwn(KINDS, kind ?? "") &&
    isText(title) &&
    Array.isArray(series) &&
    series.every((one) => isText(one?.source) && isText(one?.type) && Object.values(one.labels ?? {}).every(isText)) &&
    [1, 2, 3, 4].includes(width) &&
    typeof options === "object" &&
    options !== null;
  if (!isValid) {
    throw new Error(`The link does not contain a valid board: its widget ${index + 1} is malformed. Ask for a new link.`);
  }
  return { kind, title, series, width, options };
}
