// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.rule.SeriesContext;
import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import org.jspecify.annotations.Nullable;

/**
 * All that the loop knows of one series. A handle holds one for ever, so what a handle hands in is never misattributed;
 * the state is known to the registry from its first event until it expires, and again after that. Written by the loop
 * alone; {@code source}, {@code type} and the values below {@code last…} may be read by any thread, racily.
 */
public final class SeriesState implements SeriesContext {
    static final Route[] NO_ROUTES = {};
    static final SeriesEvaluator[] NO_EVALUATORS = {};

    final String source;
    final String type;

    /** Null while the registry does not know this state. */
    @Nullable
    TypeIndex index;
    /** The state that stands for the same series in the registry; only set while this one is not known. */
    @Nullable
    SeriesState standIn;

    Route[] routes = NO_ROUTES;
    /** The routes' evaluators, in the same order, those that were switched off left as no-ops. */
    SeriesEvaluator[] evaluators = NO_EVALUATORS;
    /** The rules' version that {@link #routes} were made for. */
    int routesVersion = -1;
    /** How many alerts are pending or firing on this series. */
    int openAlerts;

    volatile @Nullable History history;

    /** Time of the newest event, in nanoseconds since 1970. */
    long time;
    /** The monotonic clock at the newest event. */
    long clock;
    /** The monotonic clock at the last event, be it late. */
    long arrival;
    /** Series time never goes back behind this: the last deadline that was met by the clock. */
    long floor = Long.MIN_VALUE;

    double lastValue;
    String lastStatus = "";

    boolean stale;
    /** The least deadline of the open alerts, in series time. */
    long nextDeadline = Long.MAX_VALUE;
    /** Place in the loop's heap of deadlines, and the clock it is filed under. */
    int heapIndex = -1;

    long heapKey;
    /** Place in the registry's list. */
    int listIndex = -1;

    public SeriesState(String source, String type) {
        this.source = source;
        this.type = type;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public int recentValues(double[] into) {
        History kept = history;
        return kept == null ? 0 : kept.newest(into);
    }

    /** Series time at a reading of the monotonic clock. */
    long timeAt(long now) {
        return Math.max(time + Math.max(0, now - clock), floor);
    }

    /** Since when, in series time, the series has been silent. */
    long silentSince() {
        return time + Math.max(0, arrival - clock);
    }

    /** Series time of the last event, as the life of alerts counts it. */
    long timeOfEvent() {
        return Math.max(time, floor);
    }

    @Override
    public String toString() {
        return source + "/" + type;
    }
}
