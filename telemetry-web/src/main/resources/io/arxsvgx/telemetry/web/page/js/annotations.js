// Annotations of a chart: what is drawn in addition to its lines.

import { isolated } from "./names.js";
import { color } from "./theme.js";

const LABEL_ROWS = 5;

/**
 * Draws levels [{value, label, color}] as horizontal lines, spans [{from, to, color}] in the background, marks [{time,
 * label, color}] as vertical lines, and slopes [{from, to, start, end, label, color}] as straight lines. Times are in
 * seconds.
 */
export function drawAnnotations(plot, { levels, marks, spans, slopes = [] }) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${12 * ratio}px system-ui, sans-serif`;
  ctx.lineWidth = 1.5 * ratio;
  for (const span of spans) {
    const left = plot.valToPos(span.from, "x", true);
    ctx.fillStyle = `${color(span.color)}1c`;
    ctx.fillRect(left, bbox.top, plot.valToPos(span.to, "x", true) - left, bbox.height);
  }
  for (const level of levels) {
    drawLevel(ctx, bbox, plot.valToPos(level.value, "y", true), level, ratio);
  }
  for (const slope of slopes) {
    line(ctx, slope.color, [5, 4], ratio, [
      [plot.valToPos(slope.from, "x", true), plot.valToPos(slope.start, "y", true)],
      [plot.valToPos(slope.to, "x", true), plot.valToPos(slope.end, "y", true)],
    ]);
  }
  drawMarks(plot, marks, ratio);
  ctx.restore();
}

function drawLevel(ctx, bbox, y, { label, color: name }, ratio) {
  line(ctx, name, [6, 4], ratio, [
    [bbox.left, y],
    [bbox.left + bbox.width, y],
  ]);
  ctx.textAlign = "right";
  ctx.textBaseline = y - bbox.top < 18 * ratio ? "top" : "bottom";
  writing(ctx, label, bbox.left + bbox.width - 4 * ratio, y + (ctx.textBaseline === "top" ? 3 : -3) * ratio, name);
}

/** Draws marks at their times. A label is in the first row with room for it, and is omitted if there is none. */
function drawMarks(plot, marks, ratio) {
  const { ctx, bbox } = plot;
  const ends = Array(LABEL_ROWS).fill(-Infinity);
  let last = -Infinity;
  let said = "";
  for (const { time, label: given, color: name } of marks) {
    const label = given ?? "";
    const x = plot.valToPos(time, "x", true);
    if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1) {
      continue;
    }
    line(ctx, name, [], ratio, [
      [x, bbox.top],
      [x, bbox.top + bbox.height],
    ]);
    // of neighbours with the same label only the first shows it
    if (label && !(label === said && x - last < 140 * ratio)) {
      const { shown, left, width } = placed(ctx, bbox, x, label, 4 * ratio);
      const row = ends.findIndex((end) => end <= left);
      if (row >= 0) {
        ends[row] = left + width + 8 * ratio;
        said = label;
        last = x;
        ctx.textAlign = "left";
        ctx.textBaseline = "top";
        writing(ctx, shown, left, bbox.top + (2 + row * 15) * ratio, name);
      }
    }
  }
}

/** Places a label after its mark, or before it if there is no room; a label that fits on neither side is shortened. */
function placed(ctx, bbox, x, label, distance) {
  const before = x - distance - bbox.left;
  const after = bbox.left + bbox.width - x - distance;
  const { width: full } = ctx.measureText(isolated(label));
  const isAfter = full <= after || (full > before && after >= before);
  const shown = shortened(ctx, label, Math.max(0, isAfter ? after : before));
  const { width } = ctx.measureText(shown);
  return { shown, width, left: isAfter ? x + distance : x - distance - width };
}

/** Returns the beginning of a label that fits into a width, with an ellipsis if it is not all. */
function shortened(ctx, label, room) {
  const chars = [...label];
  let kept = chars.length;
  let shown = isolated(label);
  for (let { width } = ctx.measureText(shown); width > room && kept > 0; { width } = ctx.measureText(shown)) {
    kept = Math.min(kept - 1, Math.floor((kept * room) / width));
    shown = `${isolated(chars.slice(0, Math.max(0, kept)).join("").trimEnd())}…`;
  }
  return shown;
}

function line(ctx, name, dash, ratio, points) {
  ctx.strokeStyle = color(name);
  ctx.setLineDash(dash.map((length) => length * ratio));
  ctx.beginPath();
  points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.stroke();
  ctx.setLineDash([]);
}

function writing(ctx, label, x, y, name) {
  ctx.lineJoin = "round";
  ctx.strokeStyle = color("panel");
  const width = ctx.lineWidth;
  ctx.lineWidth = width * 2.5;
  ctx.strokeText(label, x, y);
  ctx.lineWidth = width;
  ctx.fillStyle = color(name);
  ctx.fillText(label, x, y);
}
