// Gaps in the values of a series: where none arrived for much longer than usual, a line is interrupted.

/** A gap is longer than this number of usual intervals, and than this number of seconds. */
const INTERVALS = 5;
const LEAST_GAP_S = 1;
/** With fewer intervals than this the usual one is unknown; then a gap is as long as the staleness of a series. */
const LEAST_INTERVALS = 4;
const STALE_S = 300;
const SAMPLES = 100;

/** The rule in words, as charts state it. */
export const GAP_RULE = `longer than ${INTERVALS} times the usual interval`;

/** Returns the seconds without a value from which on there is a gap. */
function gapLimit(times) {
  const step = Math.max(1, Math.floor((times.length - 1) / SAMPLES));
  const intervals = [];
  for (let i = 1; i < times.length; i += step) {
    if (times[i] > times[i - 1]) {
      intervals.push(times[i] - times[i - 1]);
    }
  }
  if (intervals.length < LEAST_INTERVALS) {
    return STALE_S;
  }
  intervals.sort((a, b) => a - b);
  return Math.max(LEAST_GAP_S, INTERVALS * intervals[intervals.length >> 1]);
}

/** Returns a table of times and lists of values with a null in each gap, and the gaps as [{from, to}]. */
export function withGaps(table) {
  const [times, ...lists] = table;
  const limit = gapLimit(times);
  const gaps = [];
  const at = [];
  for (let i = 1; i < times.length; i += 1) {
    if (times[i] - times[i - 1] > limit) {
      gaps.push({ from: times[i - 1], to: times[i] });
      at.push(i);
    }
  }
  if (!at.length) {
    return { table, gaps };
  }
  const split = (list, between) => {
    const parts = [];
    let from = 0;
    for (const index of at) {
      parts.push(list.slice(from, index), [between(index)]);
      from = index;
    }
    parts.push(list.slice(from));
    return parts.flat();
  };
  return {
    table: [split(times, (index) => (times[index - 1] + times[index]) / 2), ...lists.map((list) => split(list, () => null))],
    gaps,
  };
}

/** Returns the indexes of values without a neighbour, which a line would not show; null if there is none. */
export function lonely(list) {
  const found = [];
  let run = 0;
  let last = 0;
  for (let i = 0; i < list.length; i += 1) {
    if (list[i] === null) {
      if (run === 1) {
        found.push(last);
      }
      run = 0;
    } else if (list[i] !== undefined) {
      run += 1;
      last = i;
    }
  }
  if (run === 1) {
    found.push(last);
  }
  return found.length ? found : null;
}
