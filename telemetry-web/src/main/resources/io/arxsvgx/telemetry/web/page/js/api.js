// Calls of the HTTP interface, on the page's own port.

const TOKEN = "telemetry-token";

/** What the server refused: its message, its status, and what was wrong with which field. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.message || `the server answered ${status}`);
    this.status = status;
    this.errors = body.errors ?? [];
  }
}

/** Set by the page: asked for a token when the server wants one. Answers whether there is a new one. */
let askForToken = async () => false;

export function onTokenNeeded(ask) {
  askForToken = ask;
}

/** The token, kept for the session only. */
export function token() {
  return sessionStorage.getItem(TOKEN) ?? "";
}

export function keepToken(value) {
  sessionStorage.setItem(TOKEN, value);
}

async function call(method, path, body, signal) {
  const headers = {};
  if (token()) {
    headers.Authorization = `Bearer ${token()}`;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(`/api${path}`, {
      method,
      headers,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Error("The server cannot be reached.");
  }
  if (answer.status === 401 && (await askForToken())) {
    return call(method, path, body, signal);
  }
  const given = answer.status === 204 ? null : await answer.json().catch(() => ({}));
  if (!answer.ok && !(path === "/health" && answer.status === 503)) {
    throw new Refused(answer.status, given ?? {});
  }
  return given;
}

/** A query string of what is set. */
export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

export const get = (path, signal) => call("GET", path, undefined, signal);
export const post = (path, body) => call("POST", path, body ?? {});
export const put = (path, body) => call("PUT", path, body);
export const remove = (path) => call("DELETE", path);

/** Whether the server has a call; an older one, or one without failure detection, may not. */
export async function getOr(path, otherwise) {
  try {
    return await get(path);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) {
      return otherwise;
    }
    throw error;
  }
}
