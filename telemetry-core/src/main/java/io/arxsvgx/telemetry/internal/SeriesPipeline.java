// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.rule.SeriesEvaluator;

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
    private final VerdictBuffer verdicts;
    private long now;
    private long clock;
    /*
     * Where the loop is, as numbers rather than references, whose stores the garbage collector watches.
     */
    private int currentSeries = -1;
    private int currentRoute = -1;

    SeriesPipeline(
            SeriesRegistry registry,
            AlertLifecycle lifecycle,
            Router router,
            VerdictBuffer verdicts,
            Counter conditionFaults) {
        this.verdicts = verdicts;
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
        if (series.openAlerts > 0) {
            lifecycle.beforeEvent(series, time);
        }
        boolean complete = index == null || series.routesVersion == index.version || router.route(series, index);
        if (time < series.time) {
            if (arrival) {
                // the wall clock has stepped back
                time = series.time + Math.max(0, clock - series.clock);
            } else {
                late.add(1);
            }
        }
        if (time >= series.time) {
            series.time = time;
            series.clock = clock;
        }
        series.arrival = clock;
        series.lastValue = value;
        if (!status.equals(series.lastStatus)) {
            series.lastStatus = status;
        }
        History history = series.history;
        if (history != null) {
            history.add(time, value);
        }
        if (!complete) {
            closeSwitchedOff(series);
        }
        evaluate(series, value, time, !complete);
        if (series.openAlerts > 0) {
            lifecycle.afterEvent(series);
        }
        processed.add(1);
    }

    private void evaluate(SeriesState series, double value, long time, boolean incomplete) {
        currentSeries = series.listIndex;
        SeriesEvaluator[] evaluators = series.evaluators;
        boolean failed = incomplete;
        for (int i = 0; i < evaluators.length; i++) {
            currentRoute = i;
            try {
                evaluators[i].evaluate(value, time, verdicts);
                if ((verdicts.count | series.openAlerts) != 0) {
                    lifecycle.apply(series, series.routes[i], verdicts);
                }
            } catch (Throwable fault) {
                DistinctFaults.rethrowFatal(fault);
                failed = true;
                failed(series, i, fault);
            }
            if (verdicts.count != 0) {
                verdicts.clear();
            }
        }
        currentRoute = -1;
        if (failed) {
            conditionFailed.add(1);
        }
    }

    private void closeSwitchedOff(SeriesState series) {
        for (Route route : series.routes) {
            if (route.evaluator == SwitchedOff.INSTANCE) {
                lifecycle.close(route, "the condition could not be set up: " + route.rules[0].lastError);
            }
        }
    }

    private void failed(SeriesState series, int at, Throwable fault) {
        Route route = series.routes[at];
        router.failed(series, route.rules, fault);
        lifecycle.notEvaluated(route);
        if (++route.faults >= MOST_FAULTS) {
            route.evaluator = SwitchedOff.INSTANCE;
            series.evaluators[at] = SwitchedOff.INSTANCE;
            Router.countFailed(route.rules, 1);
            lifecycle.close(
                    route,
                    "the condition failed " + MOST_FAULTS + " times and was switched off: "
                            + DistinctFaults.text(fault));
        }
    }

    /** Counts the event under way when the loop was torn out of it, so that it is not waited for for ever. */
    void tornOut(long processedBefore) {
        if (processed.get() == processedBefore) {
            conditionFailed.add(1);
            processed.add(1);
        }
    }

    /** What the loop is at, for telling where it hangs; read racily. */
    String place() {
        int number = currentSeries;
        int at = currentRoute;
        for (SeriesState series : registry.all()) {
            Route[] routes = series.routes;
            if (series.listIndex == number && at >= 0 && at < routes.length) {
                RuleEntry[] rules = routes[at].rules;
                return "condition " + rules[0].provider.kind() + " of rule " + rules[0] + " on " + series;
            }
        }
        return "other work";
    }
}
