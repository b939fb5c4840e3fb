// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one event: its series, its time, its conditions, its alerts. A quiet event costs a look at its series
 * and one call for each kind of condition that watches it. Confined to the loop, but for the counters and {@code
 * place()}.
 */
public final class SeriesPipeline {
    private static final long AHEAD = 60_000_000_000L;
    private static final int MOST_FAULTS = 5;

    final SeriesRegistry registry;
    final AlertLifecycle lifecycle;
    /** Counted after an event, so that whoever reads the count sees all that the event did. */
    final Counter processed = new Counter();

    final Counter seriesLimit = new Counter();
    final Counter conditionFailed = new Counter();
    final Counter conditionFaults;
    final Counter adjusted = new Counter();
    final Counter late = new Counter();

    private final Router router;
    private final VerdictBuffer verdicts = new VerdictBuffer();
    private long now;
    private long clock;
    private @Nullable SeriesState current;
    private @Nullable Route currentRoute;

    SeriesPipeline(SeriesRegistry registry, AlertLifecycle lifecycle, Router router, Counter conditionFaults) {
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.router = router;
        this.conditionFaults = conditionFaults;
    }

    /** Sets the clocks for the events that follow. */
    void at(long wall, long monotonic) {
        now = wall;
        clock = monotonic;
    }

    /** Takes what a handle handed in. */
    public void sample(Sample sample) {
        SeriesState series = sample.series;
        if (series.index == null) {
            SeriesState known = registry.resolve(series);
            if (known == null) {
                seriesLimit.add(1);
                processed.add(1);
                return;
            }
            series = known;
        }
        if (sample instanceof StampedSample stamped) {
            event(series, stamped.value, stamped.time, stamped.status);
        } else {
            event(series, sample.value, StampedSample.ARRIVAL, "OK");
        }
    }

    /** Takes an event by names. */
    public void event(String source, String type, double value, long time, String status) {
        SeriesState series = registry.find(source, type);
        if (series == null) {
            seriesLimit.add(1);
            processed.add(1);
        } else {
            event(series, value, time, status);
        }
    }

    private void event(SeriesState series, double value, long stamp, String status) {
        boolean arrival = stamp == StampedSample.ARRIVAL;
        if (stamp > now + AHEAD) {
            arrival = true;
            adjusted.add(1);
        }
        long time = arrival ? now : stamp;
        TypeIndex index = series.index;
        boolean complete = index == null || series.routesVersion == index.version || router.route(series, index);
        if (series.openAlerts > 0) {
            lifecycle.beforeEvent(series, time);
        }
        if (time < series.time) {
            if (arrival) {
                time = series.time;
            } else {
                late.add(1);
            }
        } else {
            series.time = time;
        }
        series.clock = clock;
        series.lastValue = value;
        if (!status.equals(series.lastStatus)) {
            series.lastStatus = status;
        }
        History history = series.history;
        if (history != null) {
            history.add(time, value);
        }
        evaluate(series, value, time, !complete);
        if (series.openAlerts > 0) {
            lifecycle.afterEvent(series);
        }
        processed.add(1);
    }

    private void evaluate(SeriesState series, double value, long time, boolean incomplete) {
        current = series;
        boolean failed = incomplete;
        for (Route route : series.routes) {
            SeriesEvaluator evaluator = route.evaluator;
            if (evaluator == null) {
                if (route.openCount > 0) {
                    lifecycle.close(route, "the condition could not be set up: " + route.rules[0].lastError);
                }
                continue;
            }
            currentRoute = route;
            verdicts.expect(route.rules.length);
            try {
                evaluator.evaluate(value, time, verdicts);
                if ((verdicts.count | route.openCount) != 0) {
                    lifecycle.apply(series, route, verdicts);
                }
            } catch (Throwable fault) {
                DistinctFaults.rethrowFatal(fault);
                failed = true;
                failed(series, route, fault);
            }
            if (verdicts.count != 0) {
                verdicts.clear();
            }
        }
        currentRoute = null;
        if (failed) {
            conditionFailed.add(1);
        }
    }

    private void failed(SeriesState series, Route route, Throwable fault) {
        router.failed(series, route.rules, fault);
        if (++route.faults >= MOST_FAULTS) {
            route.evaluator = null;
            Router.countFailed(route.rules, 1);
            lifecycle.close(route, "the condition failed " + MOST_FAULTS + " times and was switched off: " + fault);
        }
    }

    /** What the loop is at, for telling where it hangs; read racily. */
    String place() {
        SeriesState series = current;
        Route route = currentRoute;
        if (series == null || route == null) {
            return "the loop";
        }
        return "condition " + route.rules[0].provider.kind() + " of rule " + route.rules[0] + " on " + series;
    }
}
