// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

/**
 * Compares how many of the newest events failed, by their status, with how many did before. The share of the past forgets.
 * Not thread-safe.
 */
public final class FailureRate {
    private static final double SCORE = 3.5;
    private static final int MIN_EVENTS = 10;
    /** With fewer events before, there is no past to hold the newest against. */
    private static final int MIN_PAST_EVENTS = 100;

    private static final int MIN_FAILURES = 3;
    private static final double MEMORY = 1_000;
    private static final double RECENT = 30;

    private double pastEvents;
    private double pastFailures;
    private double events;
    private double failures;

    /** Takes what has come since the last call. */
    void next(long newEvents, long newFailures) {
        events += newEvents;
        failures += Math.min(newEvents, newFailures);
        double surplus = events - Math.max(RECENT, (double) newEvents);
        if (surplus > 0) {
            // what leaves the recent part is past
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

    /** The share in the past, as if one more event than there were had half failed. */
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
        // the past's own share is known but to some error
        double doubt = 1 + events / (pastEvents + 1);
        return (failures - expected) / Math.sqrt(expected * (1 - past()) * doubt + 0.25);
    }

    public boolean isHigh() {
        return pastEvents >= MIN_PAST_EVENTS && events >= MIN_EVENTS && failures >= MIN_FAILURES && score() > SCORE;
    }
}
