// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the loop's state while the loop runs, some series at a time, and takes it up again before the first event of
 * another process. Each series is written as it is between two turns; series that are written later are later.
 */
public final class StateKeeper {
    private static final int AT_A_TIME = 64;

    private final Engine engine;
    /** What is to be taken up by the first turn. */
    private @Nullable SavedState saved;

    private List<Alert> open = List.of();

    StateKeeper(Engine engine) {
        this.engine = engine;
    }

    /** Writes all series. For one thread at a time, not the loop's. */
    public void save(OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        SavedState.begin(out, engine.settings.wall().getAsLong());
        List<SeriesState> all = engine.parts.registry.all();
        for (int from = 0; from < all.size(); from += AT_A_TIME) {
            List<SeriesState> some = all.subList(from, Math.min(all.size(), from + AT_A_TIME));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(AT_A_TIME * 2_048);
            engine.betweenTurns(() -> write(some, new DataOutputStream(bytes)));
            bytes.writeTo(out);
        }
        SavedState.end(out);
        out.flush();
    }

    private void write(List<SeriesState> some, DataOutputStream out) {
        long clock = engine.clock();
        for (SeriesState series : some) {
            if (series.token != SeriesHandle.NO_TOKEN && series.count() > 0) {
                try {
                    SavedState.write(out, series, clock);
                } catch (Throwable fault) {
                    DistinctFaults.rethrowFatal(fault);
                    engine.parts.faults.log("a series could not be saved", fault);
                }
            }
        }
    }

    /** Reads what was saved, for the first turn to take up. */
    public void read(DataInputStream in, List<Alert> alerts) throws IOException {
        saved = SavedState.read(in);
        open = List.copyOf(alerts);
    }

    /** The same without saved series: alerts go on, windows begin anew. */
    public void read(List<Alert> alerts) {
        saved = new SavedState(engine.settings.wall().getAsLong(), List.of());
        open = List.copyOf(alerts);
    }

    /** Takes up what was read, if anything was; for the loop, once the rules have been taken up. */
    void takeUp(long clock) {
        SavedState state = saved;
        if (state == null) {
            return;
        }
        saved = null;
        engine.parts.lifecycle.stoppedBefore(Math.max(0, engine.settings.wall().getAsLong() - state.savedAt()));
        Map<String, Alert> firing = new HashMap<>();
        for (Alert alert : open) {
            if (alert.state() == AlertState.FIRING) {
                firing.put(key(alert.ruleId(), alert.source(), alert.type()), alert);
            }
        }
        for (SavedState.Series series : state.series()) {
            try {
                takeUp(series, firing, clock);
            } catch (Throwable fault) {
                DistinctFaults.rethrowFatal(fault);
                engine.parts.faults.log("a saved series could not be taken up; it begins anew", fault);
            }
        }
        firing.values().forEach(alert -> takeUp(alert, clock));
        for (Alert alert : open) {
            if (Feedback.isGiven(alert) && engine.parts.rules.entry(alert.ruleId()) != null) {
                known(alert, clock);
                engine.feedback().takeUp(alert);
            }
        }
        open = List.of();
    }

    private static String key(String rule, String source, String type) {
        return rule.length() + ":" + rule + source.length() + ":" + source + type;
    }

    private void takeUp(SavedState.Series saved, Map<String, Alert> firing, long clock) throws IOException {
        SeriesState series = engine.parts.registry.find(saved.source, saved.type);
        if (series == null || series.count() > 0) {
            return;
        }
        SavedState.Rest rest = saved.restore(series, clock);
        route(series, rest);
        for (SavedState.Open one : rest.open()) {
            Alert alert = firing.remove(key(one.rule(), saved.source, saved.type));
            if (alert != null || !one.firing()) {
                takeUp(series, one, alert);
            }
        }
        series.noteQuiet();
    }

    private void route(SeriesState series, SavedState.Rest rest) {
        engine.parts.router.route(series);
        if (rest.levels() != null && series.plan.tellsLevel) {
            series.levels = rest.levels();
        }
        for (Plan.Kind kind : series.plan.kinds) {
            for (int rule = 0; rule < kind.rules.length; rule++) {
                byte[] cells = rest.cells(kind.rules[rule].rule);
                if (cells != null && !kind.isSwitchedOff()) {
                    try {
                        series.restoreRule(
                                kind.evaluator, kind.at, rule, new DataInputStream(new ByteArrayInputStream(cells)));
                    } catch (Throwable fault) {
                        DistinctFaults.rethrowFatal(fault);
                        engine.parts.faults.log(
                                "what rule \"" + kind.rules[rule] + "\" had saved was refused; it warms up anew",
                                fault);
                    }
                }
            }
        }
    }

    private void takeUp(SeriesState series, SavedState.Open saved, @Nullable Alert firing) {
        RuleEntry entry = engine.parts.rules.entry(saved.rule());
        Plan.Kind kind = entry == null ? null : kindOf(series, entry);
        if (entry != null && kind != null) {
            engine.parts.lifecycle.restore(series, kind, kind.indexOf(entry), saved, firing);
        } else if (firing != null) {
            engine.parts.lifecycle.resolveLost(firing);
        }
    }

    /** A firing alert of which no series was saved: it fired after that, or the file is gone. */
    private void takeUp(Alert alert, long clock) {
        SeriesState series = known(alert, clock);
        if (series == null) {
            engine.parts.lifecycle.resolveLost(alert);
            return;
        }
        long startsAt = ChronoUnit.NANOS.between(Instant.EPOCH, alert.startsAt());
        takeUp(
                series,
                new SavedState.Open(
                        alert.ruleId(),
                        alert.id(),
                        startsAt,
                        true,
                        false,
                        Track.NEVER,
                        Track.NEVER,
                        alert.occurrences()),
                alert);
        series.noteQuiet();
    }

    /** The series of an alert, made if need be; null past the limit. */
    private @Nullable SeriesState known(Alert alert, long clock) {
        SeriesState series = engine.parts.registry.find(alert.source(), alert.type());
        if (series != null && series.count() == 0 && series.time == Long.MIN_VALUE) {
            series.time = engine.settings.wall().getAsLong();
            series.clock = clock;
        }
        if (series != null && !series.hasPlan()) {
            engine.parts.router.route(series);
        }
        return series;
    }

    private static Plan.@Nullable Kind kindOf(SeriesState series, RuleEntry entry) {
        int at = series.plan.indexOf(entry.rank);
        return at >= 0 && series.plan.kinds[at].indexOf(entry) >= 0 ? series.plan.kinds[at] : null;
    }
}
