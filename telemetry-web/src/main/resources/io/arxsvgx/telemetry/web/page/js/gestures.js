// Zoom and pan of a chart: by mouse (drag, wheel, shift and drag, double click), by touch (one finger, two), by keys.

const STEP = 0.2;
/** A finger that moves less than this to the side does not pan: it may be about to scroll the page. */
const LEAST_PAN_PX = 12;

/** Adds zoom and pan to a chart. */
export function gestures(chart) {
  const face = chart.plot.over;
  face.classList.add("chart-face");
  face.tabIndex = 0;
  face.setAttribute("role", "application");
  face.setAttribute(
    "aria-label",
    "Chart. Left and right arrows pan, plus and minus zoom, 0 shows all.",
  );
  face.addEventListener("wheel", (event) => wheel(chart, event), { passive: false });
  face.addEventListener("dblclick", () => chart.choose(null));
  face.addEventListener("keydown", (event) => key(chart, event));
  mousePan(chart, face);
  touch(chart, face);
}

function zoomed({ min, max }, factor, at) {
  return { min: at - (at - min) * factor, max: at + (max - at) * factor };
}

function moved({ min, max }, share) {
  const by = (max - min) * share;
  return { min: min + by, max: max + by };
}

function wheel(chart, event) {
  // the wheel without a key scrolls the page
  if (!event.ctrlKey && !event.shiftKey && !event.altKey && document.activeElement !== chart.plot.over) {
    return;
  }
  event.preventDefault();
  const at = chart.plot.posToVal(event.offsetX, "x");
  chart.choose(zoomed(chart.shown(), event.deltaY > 0 || event.deltaX > 0 ? 1.2 : 1 / 1.2, at));
}

function key(chart, event) {
  const shown = chart.shown();
  const middle = (shown.min + shown.max) / 2;
  const ranges = {
    ArrowLeft: () => moved(shown, -STEP),
    ArrowRight: () => moved(shown, STEP),
    "+": () => zoomed(shown, 1 / 1.5, middle),
    "=": () => zoomed(shown, 1 / 1.5, middle),
    "-": () => zoomed(shown, 1.5, middle),
    0: () => null,
    Escape: () => null,
  };
  const range = ranges[event.key];
  if (range) {
    event.preventDefault();
    chart.choose(range());
  }
}

function mousePan(chart, face) {
  face.addEventListener(
    "mousedown",
    (event) => {
      if (!event.shiftKey) {
        return;
      }
      event.stopImmediatePropagation();
      event.preventDefault();
      const from = event.clientX;
      const begun = chart.shown();
      const move = (now) => chart.choose(moved(begun, (from - now.clientX) / face.clientWidth));
      const up = () => {
        document.removeEventListener("mousemove", move);
        document.removeEventListener("mouseup", up);
      };
      document.addEventListener("mousemove", move);
      document.addEventListener("mouseup", up);
    },
    { capture: true },
  );
}

/** One finger pans, two fingers zoom; up and down scrolls the page. */
function touch(chart, face) {
  let begun = null;
  const spread = (touches) => ({
    x: [...touches].reduce((sum, one) => sum + one.clientX, 0) / touches.length,
    y: touches[0].clientY,
    width: touches.length > 1 ? Math.abs(touches[0].clientX - touches[1].clientX) : 0,
  });
  const start = (event) => {
    begun = event.touches.length ? { ...spread(event.touches), range: chart.shown(), isMoving: event.touches.length > 1 } : null;
  };
  face.addEventListener("touchstart", start, { passive: true });
  face.addEventListener("touchend", start, { passive: true });
  face.addEventListener("touchcancel", () => (begun = null), { passive: true });
  face.addEventListener(
    "touchmove",
    (event) => {
      if (!begun) {
        return;
      }
      const now = spread(event.touches);
      const aside = Math.abs(now.x - begun.x);
      begun.isMoving ||= aside > LEAST_PAN_PX && aside > Math.abs(now.y - begun.y);
      if (!begun.isMoving) {
        return;
      }
      let range = moved(begun.range, (begun.x - now.x) / face.clientWidth);
      if (begun.width > 20 && now.width > 20) {
        event.preventDefault();
        const left = face.getBoundingClientRect().left;
        const at = range.min + ((now.x - left) / face.clientWidth) * (range.max - range.min);
        range = zoomed(range, begun.width / now.width, at);
      }
      chart.choose(range);
    },
    { passive: false },
  );
}
