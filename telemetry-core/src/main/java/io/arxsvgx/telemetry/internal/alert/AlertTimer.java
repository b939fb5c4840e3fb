// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.internal.ingest.SeriesHandle;
import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.StreamMembership;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The timer of alerts, which processes deadlines: of alerts, of evaluators, of staleness and of expiry.
 *
 * <p>All durations are in series time, which follows the events, and advances by the monotonic clock when there are no
 * events or they have no time. A deadline before an event's time is processed before the event is evaluated, so a late
 * batch and a live stream give the same alerts; a deadline exactly at the event's time is processed after it. Between
 * events a heap of series gives the earliest deadline by the clock. Confined to the loop.
 */
public final class AlertTimer {
    private final AlertStateMachine alerts;
    private final AlertDispatcher dispatcher;
    private final AlertDeadlines deadlines;
    private final EvaluationDeadlines evaluations;
    private final SeriesClock time;

    public AlertTimer(
            AlertStateMachine alerts,
            AlertDispatcher dispatcher,
            AlertDeadlines deadlines,
            EvaluationDeadlines evaluations,
            SeriesClock time) {
        this.alerts = alerts;
        this.dispatcher = dispatcher;
        this.deadlines = deadlines;
        this.evaluations = evaluations;
        this.time = time;
    }

    /** Processes the deadlines before an event. */
    public void beforeEvent(SeriesState series, long at) {
        if (deadlines.isBefore(series, at)) {
            evaluations.plan(series);
            meetDeadlines(series, at - 1, at);
        }
    }

    /** Processes the deadlines up to the event that was just evaluated, and schedules the next one of the series. */
    public void afterEvent(SeriesState series) {
        if (series.stale) {
            freshen(series);
        }
        evaluations.recompute(series);
        long at = series.timeOfEvent();
        if (Math.min(series.nextDeadline, series.quietUntil) <= at) {
            meetDeadlines(series, at, at);
        }
        if (isAwaited(series)) {
            deadlines.schedule(series);
        }
    }

    private static boolean isAwaited(SeriesState series) {
        return series.openAlerts > 0 || series.quietUntil != ActiveAlert.NEVER;
    }

    /** Processes the deadlines that the clock has reached. */
    public void clockAt(long now) {
        for (int left = deadlines.size(); left > 0; left--) {
            SeriesState series = deadlines.due(now);
            if (series == null) {
                return;
            }
            if (series.token == SeriesHandle.NO_TOKEN) {
                deadlines.unschedule(series);
                continue;
            }
            meetPartsOf(series, now);
            evaluations.plan(series);
            long at = time.now(series, now);
            meetDeadlines(series, at, at);
            series.updateFastPath();
            if (isAwaited(series)) {
                deadlines.scheduleAfter(series, now);
            } else {
                deadlines.unschedule(series);
            }
        }
    }

    /** Processes the deadlines of the parts of a rule first, whose explanations are those of its alert. */
    private void meetPartsOf(SeriesState series, long now) {
        if (series.stream != null) {
            for (StreamMembership part : series.stream.inputs) {
                if (part != null && part.member().plan.hasDeadlines) {
                    SeriesState member = part.member();
                    long at = time.now(member, now);
                    evaluations.plan(member);
                    meetDeadlines(member, at, at);
                }
            }
        }
    }

    /** Returns the monotonic time of the next deadline for {@link #clockAt}. */
    public long nextClock(long otherwise) {
        return deadlines.nextClock(otherwise);
    }

    /** Waits for the deadlines of the evaluators of a series whose rules have changed, or which was restored. */
    public void watch(SeriesState series) {
        evaluations.recompute(series);
        if (isAwaited(series)) {
            deadlines.schedule(series);
        }
    }

    /**
     * Processes the deadlines of a series up to a series time, the earliest first.
     *
     * @param now the present time; several repeats that are due until then result in one call
     */
    private void meetDeadlines(SeriesState series, long until, long now) {
        while (isAwaited(series)) {
            long next = deadlines.next(series);
            if (next > until) {
                return;
            }
            if (next >= series.quietUntil && isDelayed(series)) {
                continue;
            }
            series.floor = Math.max(series.floor, next);
            if (deadlines.isExpiry(series, next)) {
                expire(series, next);
            } else if (series.openAlerts > 0 && next >= series.nextDeadline) {
                AlertDeadlines.forEachActive(series, active -> meet(active, next, now));
                deadlines.recompute(series);
            } else if (next >= series.quietUntil) {
                meetEvaluations(series, next);
            } else {
                goStale(series);
            }
        }
    }

    private void meetEvaluations(SeriesState series, long at) {
        evaluations.expire(series, at, (kind, rule, verdict) -> {
            // a rule with parts has their deadlines, in the time of its own stream
            if (kind.rules[rule].parent == null) {
                alerts.atDeadline(series, kind, rule, verdict, at);
            }
        });
    }

    /** Returns whether events on the fast path have delayed the deadlines of evaluators. */
    private boolean isDelayed(SeriesState series) {
        long before = series.quietUntil;
        evaluations.recompute(series);
        return series.quietUntil > before;
    }

    private void meet(ActiveAlert active, long at, long now) {
        if (active.deadline() > at || !AlertDeadlines.isAwake(active)) {
            return;
        }
        AlertRule rule = active.entry.rule;
        if (!active.firing) {
            alerts.fire(active, at, time.shown(active.series, at));
        } else if (active.holdEnd() <= at) {
            end(
                    active,
                    at,
                    "back to normal for " + Durations.format(rule.keepFiringFor()) + ": "
                            + AlertFactory.explain(active).text());
        } else if (active.expiresAt <= at) {
            expire(active, at);
        } else {
            long last = active.isForSilence ? now : Math.min(now, deadlines.stale(active.series));
            long interval = rule.repeatInterval().toNanos();
            long repeats = 1 + Math.max(0, last - at) / interval;
            active.nextRepeat = ActiveAlert.plus(at, repeats * interval);
            dispatcher.step(active.alert, AlertTransition.REPEATED, rule.actions());
        }
    }

    /** Ends an alert on silence; other parts of its rule may have had events since it began, which delay that. */
    private void expire(ActiveAlert active, long at) {
        long expiry = ActiveAlert.plus(active.series.silentSince(), deadlines.seriesExpiry());
        if (expiry > at) {
            active.expiresAt = expiry;
        } else {
            end(active, at, noEventFor("after the alert"));
        }
    }

    private void end(ActiveAlert active, long at, String reason) {
        alerts.end(active, time.shown(active.series, at), reason);
    }

    private String noEventFor(@Nullable String since) {
        return "the series had no event for " + Durations.format(Duration.ofNanos(deadlines.seriesExpiry()))
                + (since == null ? "" : " " + since);
    }

    private void goStale(SeriesState series) {
        series.stale = true;
        AlertDeadlines.forEachActive(series, active -> {
            if (active.isForSilence) {
                return;
            }
            if (active.firing) {
                alerts.markStale(active, true);
            } else {
                alerts.forget(active);
            }
        });
        if (series.openAlerts > 0) {
            deadlines.recompute(series);
        }
    }

    private void freshen(SeriesState series) {
        series.stale = false;
        series.expired = false;
        AlertDeadlines.forEachActive(series, active -> {
            alerts.markStale(active, false);
            active.thaw(series.timeOfEvent());
        });
        deadlines.recompute(series);
    }

    /** Ends the alerts of a series that has had no event for long, except those on silence. */
    private void expire(SeriesState series, long at) {
        series.expired = true;
        AlertDeadlines.forEachActive(series, active -> {
            if (!active.isForSilence) {
                end(active, at, noEventFor(null));
            }
        });
        if (series.openAlerts > 0) {
            deadlines.recompute(series);
        }
    }
}
