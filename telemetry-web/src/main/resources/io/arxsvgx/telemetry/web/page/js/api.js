// Calls of the HTTP API, on the page's own port.

const TOKEN = "telemetry-token";

/** An error response of the server: its message, its status, and the errors by field. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.message || `the server responded with status ${status}`);
    this.status = status;
    this.errors = body.errors ?? [];
  }
}

/**
 * Asks the user for a token when the server requires one; set by the page. Resolves to true if there is a new token.
 */
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
    throw new Error("The server is not reachable.");
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

/** Returns a query string of the values that are set. */
export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

export const get = (path, signal) => call("GET", path, undefined, signal);
export const post = (path, body) => call("POST", path, body ?? {});
export const put = (path, body) => call("PUT", path, body);
export const remove = (path) => call("DELETE", path);

/**
 * Returns the result of a call, or a default if the server does not have the call: an older server, or one without
 * failure detection.
 */
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
