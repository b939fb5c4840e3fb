// Calls of the HTTP API, on the page's own port.

const TOKEN = "telemetry-token";
/** The message of an error if no server answers. */
export const UNREACHABLE = "The server is not reachable.";

/** An error response of the server: its message, its status, the errors by field, and the current version (ETag). */
export class Refused extends Error {
  constructor(status, body, version = "") {
    super(body.message || `the server responded with status ${status}`);
    this.status = status;
    this.errors = body.errors ?? [];
    this.version = version;
  }

  /** Whether another client has changed or removed what was to be changed. */
  get isConflict() {
    return this.status === 412;
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

/** Keeps a token for the session; an empty one removes it. */
export function keepToken(value) {
  if (value) {
    sessionStorage.setItem(TOKEN, value);
  } else {
    sessionStorage.removeItem(TOKEN);
  }
}

/** Calls the server, and returns the value of the response with its version. */
async function call(method, path, { body, signal, headers = {} } = {}) {
  const sent = { ...headers };
  if (token()) {
    sent.Authorization = `Bearer ${token()}`;
  }
  if (body !== undefined) {
    sent["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(`/api${path}`, {
      method,
      headers: sent,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Error(UNREACHABLE);
  }
  if (answer.status === 401) {
    if (await askForToken()) {
      return call(method, path, { body, signal, headers });
    }
    throw new Refused(401, { message: "The server requires a token." });
  }
  const value = answer.status === 204 ? null : await answer.json().catch(() => ({}));
  const version = answer.headers.get("ETag") ?? "";
  if (!answer.ok && !(path === "/health" && answer.status === 503)) {
    throw new Refused(answer.status, value ?? {}, version);
  }
  return { value, version };
}

/** Returns the header of a change that must not overwrite another version; of any version if there is none. */
const ifMatch = (version) => (version ? { "If-Match": version } : {});

/** Returns a query string of the values that are set. An empty pattern of a label is set: it stands for its absence. */
export function query(values) {
  const isSet = ([name, value]) => value !== undefined && value !== null && (value !== "" || name.startsWith("label."));
  const given = Object.entries(values).filter(isSet);
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

export const get = async (path, signal) => (await call("GET", path, { signal })).value;
export const post = async (path, body) => (await call("POST", path, { body: body ?? {} })).value;
export const put = async (path, body) => (await call("PUT", path, { body })).value;
export const remove = async (path) => (await call("DELETE", path)).value;

/** Returns a resource with its version: {value, version}. */
export const getVersion = (path, signal) => call("GET", path, { signal });

/** Changes a resource if the server still has the given version, and returns {value, version}. */
export const putVersion = (path, body, version) => call("PUT", path, { body, headers: ifMatch(version) });

/** Creates a resource unless it exists, and returns {value, version}. */
export const create = (path, body) => call("PUT", path, { body, headers: { "If-None-Match": "*" } });

/** Adds a resource to a list unless one with its id exists, and returns {value, version}. */
export const addNew = (path, body) => call("POST", path, { body, headers: { "If-None-Match": "*" } });

/** Removes a resource if the server still has the given version. */
export const removeVersion = async (path, version) => (await call("DELETE", path, { headers: ifMatch(version) })).value;

/**
 * Returns the result of a call, or a default if the server does not have the call: an older server, or one without
 * failure detection.
 */
export async function getOr(path, otherwise, signal) {
  try {
    return await get(path, signal);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) {
      return otherwise;
    }
    throw error;
  }
}
