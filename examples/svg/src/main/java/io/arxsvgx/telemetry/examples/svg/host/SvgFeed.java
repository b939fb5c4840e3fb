// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.examples.svg.parser.StaxSvgParser;
import io.arxsvgx.telemetry.examples.svg.parser.SvgDocument;
import io.arxsvgx.telemetry.examples.svg.parser.SvgParseException;
import io.arxsvgx.telemetry.examples.svg.parser.SvgParser;
import io.arxsvgx.telemetry.examples.svg.parser.TelemetrySvgParser;
import io.arxsvgx.telemetry.examples.svg.viewport.BoundedViewportManager;
import io.arxsvgx.telemetry.examples.svg.viewport.TelemetryViewportManager;
import io.arxsvgx.telemetry.examples.svg.viewport.ViewportLimits;
import io.arxsvgx.telemetry.examples.svg.viewport.ViewportManager;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A continuous source of events from the SVG host: round after round over all files, at an even pace, until it is
 * closed. Thread-safe.
 */
public final class SvgFeed implements AutoCloseable {
    private static final long SEED = 2;
    /** The number of rounds over which drawings grow before they start small again. */
    private static final int ROUNDS = 3;

    private static final Duration CALM = Duration.ofSeconds(1);

    private final TelemetryProcessor processor;
    private final long roundNanos;
    private final Thread thread;
    private volatile boolean closed;

    private SvgFeed(TelemetryProcessor processor, Duration round) {
        this.processor = processor;
        this.roundNanos = round.toNanos();
        thread = new Thread(this::run, "svg-host");
        thread.setDaemon(true);
    }

    /**
     * Returns the rules of the host: slow parses, growing files, anomalous durations, broken files, a zoom at its
     * limit.
     *
     * @param action the action of an alert
     * @return five rules
     */
    public static List<AlertRule> rules(String action) {
        return HostRules.all(CALM, ViewportLimits.defaults().maxZoom(), requireNonNull(action, "action"));
    }

    /**
     * Starts to process the files on a thread of its own.
     *
     * @param processor the processor that receives the events
     * @param round the time of one pass over all files; more than zero
     * @return a running feed
     */
    public static SvgFeed start(TelemetryProcessor processor, Duration round) {
        if (round.isNegative() || round.isZero()) {
            throw new IllegalArgumentException("round: expected more than zero, got " + round);
        }
        SvgFeed feed = new SvgFeed(requireNonNull(processor, "processor"), round);
        feed.thread.start();
        return feed;
    }

    private void run() {
        List<SvgFile> icons = SvgFiles.load();
        SvgWarmUp.parse(icons);
        SvgParser parser = TelemetrySvgParser.wrap(StaxSvgParser.create(), processor);
        ViewportManager viewport = BoundedViewportManager.create(ViewportTour.SCREEN_WIDTH, ViewportTour.SCREEN_HEIGHT);
        ViewportTour tour = new ViewportTour(TelemetryViewportManager.wrap(viewport, processor), SEED);
        for (int round = 0; !closed; round++) {
            List<TourStep> steps = Round.steps(icons, round % ROUNDS, SEED + round);
            long weight = steps.stream().mapToLong(TourStep::weight).sum();
            long due = System.nanoTime();
            for (TourStep step : steps) {
                visit(step, parser, tour);
                due += (long) ((double) roundNanos / weight * step.weight());
                if (!awaitTime(due)) {
                    return;
                }
            }
        }
    }

    private static void visit(TourStep step, SvgParser parser, ViewportTour tour) {
        try {
            SvgDocument document = parser.parse(step.file().get().content());
            if (step.kind() == TourStep.Kind.CLOSE_LOOK) {
                tour.closeLook(document);
            } else {
                tour.glance(document);
            }
        } catch (SvgParseException broken) {
            // expected: the decorator has counted it
        }
    }

    private boolean awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0 && !closed; left = due - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        return !closed;
    }

    /** Stops the feed; events of the file in progress may still be recorded. Does nothing when it is closed. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
