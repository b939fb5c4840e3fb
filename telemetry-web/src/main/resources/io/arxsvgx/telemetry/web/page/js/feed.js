// The values of some series: first the kept ones, then every value as it arrives.

import { get, getOr, query } from "./api.js";
import { keyOf, parametersOf } from "./labels.js";
import { listen, live } from "./live.js";

const LOADS_AT_ONCE = 4;
/** How often, and how many of, the newest values are loaded of series that are beyond the limit of those sent live. */
const REFRESH_MS = 3_000;
const REFRESHED = 200;

/** The values of series, bounded; `changed` is called when there are new ones. */
export class Feed {
  constructor(signal, { limit = 5_000, changed }) {
    this.limit = limit;
    this.changed = changed;
    this.series = [];
    this.tables = new Map();
    /** The keys of the series that the server does not know. */
    this.unknown = new Set();
    this.signal = signal;
    listen(signal, "values", (entries) => this.#take(entries));
    listen(signal, "resumed", () => this.reload().catch(() => {}));
    const timer = setInterval(() => (document.hidden ? null : this.#refresh().catch(() => {})), REFRESH_MS);
    signal.addEventListener("abort", () => {
      clearInterval(timer);
      live.watch(this, []);
    });
  }

  /**
   * Selects the series, and loads the kept values of new ones. Series from the list of the server are known to it. Of a
   * series with a `rule_id` they are the values that the rule evaluated; the server does not send those live.
   */
  async choose(series) {
    this.series = series;
    const keys = new Set(series.map(keyOf));
    for (const key of this.tables.keys()) {
      if (!keys.has(key)) {
        this.tables.delete(key);
        this.unknown.delete(key);
      }
    }
    live.watch(this, series.filter((one) => !one.rule_id));
    const added = series.filter((one) => !this.tables.has(keyOf(one)));
    await this.#loadAll(added, (one) => this.#load(one, one.last_timestamp !== undefined));
  }

  reload() {
    return this.#loadAll(this.series);
  }

  /** Loads a few series at a time, so that many series do not block the browser. */
  async #loadAll(series, load = (one) => this.#load(one)) {
    const waiting = [...series];
    const next = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        await load(one);
      }
    };
    await Promise.all(Array.from({ length: LOADS_AT_ONCE }, next));
    this.changed();
  }

  /** Loads the newest values of the series whose values the server does not send. */
  async #refresh() {
    const others = this.series.filter((one) => !live.isWatched(one) && this.tables.get(keyOf(one))?.[0].length);
    if (!others.length || this.isRefreshing) {
      return;
    }
    this.isRefreshing = true;
    try {
      await this.#loadAll(others, async (one) => {
        const newest = await get(`/series/history${query({ ...parametersOf(one), limit: REFRESHED })}`, this.signal);
        const table = this.tables.get(keyOf(one));
        newest.forEach(({ timestamp, value, level }) => table && append(table, Date.parse(timestamp) / 1000, value, level, this.limit));
      });
    } finally {
      this.isRefreshing = false;
    }
  }

  /** Returns the times in seconds and the values of a series. */
  table(series) {
    const [times, values] = this.tables.get(keyOf(series)) ?? [[], []];
    return [times, values];
  }

  /** Returns the times in seconds and the anomaly scores of a series: 0 to 1, or null if unknown. */
  levels(series) {
    const [times, , levels] = this.tables.get(keyOf(series)) ?? [[], [], []];
    return [times, levels];
  }

  /** Returns whether the server does not know a series, or has forgotten it. */
  isUnknown(series) {
    return this.unknown.has(keyOf(series)) && !this.table(series)[0].length;
  }

  async #load(series, isListed = false) {
    const key = keyOf(series);
    // while values are loaded again, those that are shown stay
    const isFirst = !this.tables.has(key);
    const before = this.tables.get(key) ?? [[], [], []];
    const table = [[], [], []];
    this.tables.set(key, before);
    try {
      // the history of an unknown series is an error; the list of series shows whether there is one
      const found = isListed || series.rule_id ? [series] : await get(`/series${query(parametersOf(series))}`, this.signal);
      if (!found.some((one) => keyOf(one) === key)) {
        this.unknown.add(key);
        this.#replaceTable(key, before, isFirst ? before : table);
        return;
      }
      this.unknown.delete(key);
      const kept = await getOr(`/series/history${query({ ...parametersOf(series), limit: this.limit })}`, [], this.signal);
      for (const { timestamp, value, level } of kept) {
        append(table, Date.parse(timestamp) / 1000, value, level, this.limit);
      }
      before[0].forEach((time, index) => append(table, time, before[1][index], before[2][index], this.limit));
      this.#replaceTable(key, before, table);
    } catch (error) {
      // errors of a series that is no longer selected are ignored
      if (error.name !== "AbortError") {
        throw error;
      }
    }
  }

  /** Replaces the table of a series, unless the series is no longer selected. */
  #replaceTable(key, before, table) {
    if (this.tables.get(key) === before) {
      this.tables.set(key, table);
    }
  }

  #take(entries) {
    let isNew = false;
    for (const entry of entries) {
      const table = this.tables.get(keyOf(entry));
      if (table) {
        for (const [time, value, level] of entry.points) {
          append(table, time, value, level, this.limit);
        }
        isNew = true;
      }
    }
    if (isNew) {
      this.changed();
    }
  }
}

/** Appends a value. The times of a chart never decrease; a value that arrives twice, loaded and live, counts once. */
function append(table, time, value, level, limit) {
  const [times, values, levels] = table;
  const last = times[times.length - 1];
  if (time < last || (time === last && value === values[values.length - 1])) {
    return;
  }
  times.push(time);
  values.push(value);
  levels.push(level ?? null);
  if (times.length > limit + limit / 8) {
    times.splice(0, times.length - limit);
    values.splice(0, values.length - limit);
    levels.splice(0, levels.length - limit);
  }
}
