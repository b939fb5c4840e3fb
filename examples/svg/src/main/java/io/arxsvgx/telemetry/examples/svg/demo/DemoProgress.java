// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import java.time.Duration;
import java.util.Locale;

/** The progress of a run, shown every two seconds, or ten times a second if the line is rewritten. Not thread-safe. */
public final class DemoProgress {
    private final DemoSettings settings;
    private final TelemetryProcessor processor;
    private final DemoConsole console;
    private final DemoClock clock;
    private final long interval;
    private long next;

    private DemoProgress(DemoSettings settings, TelemetryProcessor processor, DemoConsole console, DemoClock clock) {
        this.settings = settings;
        this.processor = processor;
        this.console = console;
        this.clock = clock;
        this.interval =
                Duration.ofMillis(settings.rewritesProgress() ? 100 : 2_000).toNanos();
        this.next = interval;
    }

    /**
     * Creates a progress.
     *
     * @param settings the length of the run, and whether progress is rewritten
     * @param processor the processor whose events and alerts are shown
     * @param console the console to write to
     * @param clock the clock of the demo
     * @return a new progress
     */
    public static DemoProgress start(
            DemoSettings settings, TelemetryProcessor processor, DemoConsole console, DemoClock clock) {
        return new DemoProgress(settings, processor, console, clock);
    }

    /**
     * Shows the progress if it is due.
     *
     * @param files files processed so far
     * @param broken the number of broken ones among them
     */
    public void tick(long files, long broken) {
        long passed = clock.passed().toNanos();
        if (passed >= next) {
            next = passed - passed % interval + interval;
            console.progress(text(Duration.ofNanos(passed), files, broken));
        }
    }

    private String text(Duration passed, long files, long broken) {
        ProcessorMetrics metrics = processor.metrics();
        return String.format(
                Locale.ROOT,
                "[%5.1f s] of %d s: %,d files, %d broken, %,d events, alerts firing: %d",
                passed.toMillis() / 1e3,
                settings.length().toSeconds(),
                files,
                broken,
                metrics.processed(),
                metrics.activeAlerts());
    }
}
