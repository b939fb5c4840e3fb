// The WebSocket connection: reconnects automatically, and dispatches messages as events.
//
// Events: "state" (live, connecting, lost), "alert", "dashboard", "pattern", "overview", "values", "lagged", and
// "resumed" after a disconnection or a lag, on which a view fetches what it missed.

import { token } from "./api.js";
import { identity, keyOf } from "./labels.js";

const FIRST_DELAY = 500;
const LONGEST_DELAY = 15_000;
const SILENCE = 10_000;
const CATCH_UP = 3_000;
/** The limit of the server. */
const MAX_WATCHED = 64;
const CHANNELS = ["alerts", "dashboard", "patterns", "overview"];

class Live extends EventTarget {
  state = "connecting";
  /** The time of the last message of the server, by Date.now(). */
  lastReceived = 0;
  /** Whether it waits for `retry`, because a token is missing. */
  isHeld = false;
  #socket = null;
  #delay = FIRST_DELAY;
  #timer = 0;
  #watched = new Map();
  #sent = new Set();
  #wasLive = false;
  #catching = 0;

  start() {
    if (!this.isHeld) {
      this.#open();
    }
    setInterval(() => this.#check(), 2_000);
    window.addEventListener("online", () => (this.isHeld ? null : this.retry()));
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.state !== "live" && !this.isHeld) {
        this.retry();
      }
    });
  }

  /** Ends the connection until `retry` is called. */
  hold() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    clearTimeout(this.#timer);
    this.#become("lost");
    this.isHeld = true;
  }

  /** Connects now rather than after the delay. */
  retry() {
    this.isHeld = false;
    if (this.state !== "live") {
      clearTimeout(this.#timer);
      this.#delay = FIRST_DELAY;
      this.#open();
    }
  }

  /** Watches series on behalf of a user object; the server sends every value of all watched series. */
  watch(user, series) {
    if (series.length) {
      this.#watched.set(user, series);
    } else {
      this.#watched.delete(user);
    }
    this.#sendWatch();
  }

  /** Returns whether the server sends the values of a series; it does for a limited number of them. */
  isWatched(series) {
    return this.#sent.has(keyOf(series));
  }

  #sendWatch() {
    const all = new Map();
    for (const series of [...this.#watched.values()].flat()) {
      all.set(keyOf(series), identity(series));
    }
    const sent = [...all].slice(0, MAX_WATCHED);
    this.#sent = new Set(sent.map(([key]) => key));
    this.#send({ type: "watch", series: sent.map(([, series]) => series) });
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  #open() {
    this.#socket?.close();
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(
      `${scheme}://${location.host}/ws`,
      token() ? ["telemetry", token()] : ["telemetry"],
    );
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#delay = FIRST_DELAY;
      this.lastReceived = Date.now();
      this.#send({ type: "subscribe", channels: CHANNELS });
      if (this.#watched.size) {
        this.#sendWatch();
      }
      this.#become("live");
      if (this.#wasLive) {
        this.dispatchEvent(new Event("resumed"));
      }
      this.#wasLive = true;
    });
    socket.addEventListener("message", (event) => {
      this.lastReceived = Date.now();
      this.#take(JSON.parse(event.data));
    });
    socket.addEventListener("close", () => {
      if (socket === this.#socket) {
        this.#lost();
      }
    });
  }

  #take(message) {
    if (message.type === "lagged") {
      this.dispatchEvent(new CustomEvent("lagged", { detail: message.missed }));
      this.#catchUp();
    } else if (message.type === "error") {
      console.warn(`the server reports an error: ${message.message}`);
    } else if (message.data !== undefined) {
      this.dispatchEvent(new CustomEvent(message.type, { detail: message.data }));
    }
  }

  /** Fetches dropped data like after a disconnection, but at most once in a few seconds. */
  #catchUp() {
    this.#catching ||= setTimeout(() => {
      this.#catching = 0;
      this.dispatchEvent(new Event("resumed"));
    }, CATCH_UP);
  }

  #lost() {
    this.#socket = null;
    this.#become("lost");
    clearTimeout(this.#timer);
    const wait = this.#delay * (0.75 + Math.random() / 2);
    this.#timer = setTimeout(() => this.#open(), wait);
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY);
  }

  /** Sends a ping on a silent connection, and closes it if no answer arrives. */
  #check() {
    const silent = Date.now() - this.lastReceived;
    if (this.state === "live" && silent > SILENCE) {
      this.#socket.close();
      this.#lost();
    } else if (this.state === "live" && silent > SILENCE / 2) {
      this.#send({ type: "ping" });
    }
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.dispatchEvent(new CustomEvent("state", { detail: state }));
    }
  }
}

export const live = new Live();

/** Listens until the given signal is aborted. */
export function listen(signal, type, run) {
  live.addEventListener(type, (event) => run(event.detail), { signal });
}
