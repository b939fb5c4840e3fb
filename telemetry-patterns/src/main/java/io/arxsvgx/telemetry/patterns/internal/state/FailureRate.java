// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

/**
 * The share of the newest events that failed by their status, compared with that of earlier ones. The share of earlier
 * events decays. Not thread-safe.
 */
public final class FailureRate {
    private static final double SCORE = 3.5;
    private static final int MIN_EVENTS = 10;
    /** The minimum number of earlier events; with fewer there is nothing to compare with. */
    private static final int MIN_PAST_EVENTS = 100;

    private static final int MIN_FAILURES = 3;
    private static final double MEMORY = 1_000;
    private static final double RECENT = 30;

    private double pastEvents;
    private double pastFailures;
    private double events;
    private double failures;

    /** Adds the events since the last call. */
    void next(long newEvents, long newFailures) {
        events += newEvents;
        failures += Math.min(newEvents, newFailures);
        double surplus = events - Math.max(RECENT, (double) newEvents);
        if (surplus > 0) {
            // events beyond the recent part move to the past
            double share = surplus / events;
            double failed = isHigh() ? Math.min(failures * share, surplus * past()) : failures * share;
            pastEvents += surplus;
            pastFailures += failed;
            failures -= failures * share;
            events -= surplus;
            double forgotten = Math.min(1, MEMORY / pastEvents);
            pastEvents *= forgotten;
            pastFailures *= forgotten;
        }
    }

    /** Returns the share in the past, with one more event added that half failed. */
    public double past() {
        return (pastFailures + 0.5) / (pastEvents + 1);
    }

    public double recent() {
        return events > 0 ? failures / events : 0;
    }

    public int events() {
        return (int) Math.round(events);
    }

    public double score() {
        double expected = events * past();
        // the share in the past has an error of its own
        double doubt = 1 + events / (pastEvents + 1);
        return (failures - expected) / Math.sqrt(expected * (1 - past()) * doubt + 0.25);
    }

    public boolean isHigh() {
        return pastEvents >= MIN_PAST_EVENTS && events >= MIN_EVENTS && failures >= MIN_FAILURES && score() > SCORE;
    }
}
