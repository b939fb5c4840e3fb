// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.internal.series.ChangePoint;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A detector of recent changes in level, variance or slope. */
public final class ChangePointDetector implements SeriesDetector {
    private static final int NEWS = 100;

    @Override
    public String name() {
        return "change_point";
    }

    @Override
    public @Nullable Finding detect(SeriesView view) {
        ChangePoint change = view.state.lastChange;
        long since = change == null ? Long.MAX_VALUE : view.state.changes.count() - change.index();
        if (change == null || since > NEWS) {
            return null;
        }
        double deviation = Math.max(change.deviationBefore(), Math.abs(change.before()) * 1e-9);
        double size = deviation > 0 ? Math.abs(change.after() - change.before()) / deviation : 1;
        double scatter = deviation > 0 ? change.deviationAfter() / deviation : 1;
        double severity = change.kind() == ChangePoint.Kind.LEVEL ? size / 10 : Math.abs(Math.log(scatter + 1e-9)) / 4;
        String what = switch (change.kind()) {
            case LEVEL ->
                "the level changed from " + ResultFormatting.text(change.before()) + " to "
                        + ResultFormatting.text(change.after());
            case VARIANCE ->
                "the standard deviation changed from "
                        + ResultFormatting.text(change.deviationBefore())
                        + " to "
                        + ResultFormatting.text(change.deviationAfter());
            case SLOPE -> "the slope changed near " + ResultFormatting.text(change.after());
        };
        int values = (int) Math.min(Integer.MAX_VALUE, change.length() + since);
        return Finding.of(
                        change.kind() == ChangePoint.Kind.SLOPE ? FailureType.TREND : FailureType.ANOMALY,
                        "windowed likelihood ratio",
                        values,
                        view.span(values))
                .points(view.state.newest(64))
                .with("change", change.kind().name().toLowerCase(Locale.ROOT))
                .with("values_ago", since)
                .with("before", change.before())
                .with("after", change.after())
                .with("deviation_before", change.deviationBefore())
                .with("deviation_after", change.deviationAfter())
                .with("score", view.state.lastChangeScore)
                .with("likelihood", change.confidence())
                .build(
                        ConfidenceCalibration.change(view.state.lastChangeScore),
                        Math.min(0.79, Math.max(0.1, severity)),
                        view.id.describe() + ": " + what + ", " + since + " values ago");
    }
}
