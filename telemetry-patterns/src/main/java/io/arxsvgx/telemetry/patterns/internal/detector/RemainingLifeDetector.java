// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.pattern.MaintenanceAlert.Level;
import io.arxsvgx.telemetry.patterns.internal.series.LimitCrossing;
import io.arxsvgx.telemetry.patterns.internal.series.MannKendall;
import io.arxsvgx.telemetry.patterns.internal.series.TimeToLimit;
import io.arxsvgx.telemetry.patterns.internal.series.TrendEstimate;
import io.arxsvgx.telemetry.patterns.internal.state.DetailedSeriesState;
import io.arxsvgx.telemetry.patterns.internal.stats.Medians;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A detector of degradation that is expected to cross the limit of a rule, with the remaining useful life. */
public final class RemainingLifeDetector implements SeriesDetector {
    public static final String LEVEL = "level";
    public static final String FAILURE = "predicted_failure_time";
    public static final String ACTIONS = "recommended_actions";
    public static final String RISK = "risk_score";
    private static final int MIN_VALUES = 30;
    private static final double MIN_SCORE = 4.5;
    private static final double MIN_CONFIDENCE = 0.7;
    /** The maximum horizon, as a multiple of the number of values that the prediction is based on. */
    private static final double MAX_HORIZON_FACTOR = 2;

    @Override
    public String name() {
        return "maintenance";
    }

    @Override
    public @Nullable Finding detect(SeriesView view) {
        if (view.limits.isEmpty() || view.regular().size() < MIN_VALUES) {
            return null;
        }
        double[] values = TrendDetector.withoutSeason(view, DetailedSeriesState.KEPT);
        boolean[] measured = view.regular().isMeasured();
        Finding soonest = null;
        double least = Double.POSITIVE_INFINITY;
        for (RuleLimit limit : view.limits) {
            if (limit.isFailure(values[values.length - 1])) {
                continue;
            }
            LimitCrossing crossing = TimeToLimit.of(values, measured, limit.failure(), limit.above())
                    .orElse(null);
            if (crossing != null && crossing.steps() < least) {
                Finding finding = finding(view, limit, crossing, values);
                if (finding != null) {
                    soonest = finding;
                    least = crossing.steps();
                }
            }
        }
        return soonest;
    }

    private static @Nullable Finding finding(
            SeriesView view, RuleLimit limit, LimitCrossing crossing, double[] values) {
        int basedOn = crossing.basedOn();
        double[] stretch = Arrays.copyOfRange(values, values.length - basedOn, values.length);
        TrendEstimate trend = MannKendall.of(
                Medians.clipped(TimeToLimit.straightened(stretch, crossing), TrendDetector.MAX_RESIDUAL));
        double toward = limit.above() ? trend.rising() : 1 - trend.rising();
        double confidence = Math.min(crossing.confidence(), toward);
        double score = limit.above() ? trend.score() : -trend.score();
        if (basedOn < MIN_VALUES
                || score < MIN_SCORE
                || confidence < MIN_CONFIDENCE
                || crossing.steps() > MAX_HORIZON_FACTOR * basedOn) {
            return null;
        }
        double left = crossing.steps() / (crossing.steps() + basedOn);
        Level level =
                left < 0.05 ? Level.EMERGENCY : left < 0.15 ? Level.CRITICAL : left < 0.4 ? Level.WARNING : Level.INFO;
        double severity = severity(level);
        double sure = Math.min(confidence, ConfidenceCalibration.maintenance(score));
        Instant failure = view.after(crossing.steps());
        Duration ahead = Duration.ofNanos(
                (long) Math.min(9e18, crossing.steps() * view.regular().stepNanos()));
        return Finding.of(
                        FailureType.CUMULATIVE,
                        "time to limit, " + crossing.method() + " wear",
                        basedOn,
                        view.span(basedOn))
                .points(stretch)
                .with("component", view.id.source())
                .with("rule_id", limit.ruleId())
                .with("limit", limit.failure())
                .predicting(new PredictedFailure(level, failure, Math.min(1, sure * severity), actions(view, level)))
                .with(FAILURE, failure.toString())
                .with("earliest_failure_time", view.after(crossing.low()).toString())
                .with("latest_failure_time", latest(view, crossing))
                .with(LEVEL, level.name().toLowerCase(Locale.ROOT))
                .with("score", score)
                .with(RISK, Math.min(1, sure * severity))
                .with(ACTIONS, actions(view, level))
                .build(
                        sure,
                        severity,
                        view.id.describe()
                                + " will cross "
                                + ResultFormatting.text(limit.failure())
                                + " in about "
                                + ResultFormatting.text(ahead)
                                + " if its "
                                + crossing.method()
                                + " degradation continues");
    }

    private static double severity(Level level) {
        return switch (level) {
            case INFO -> 0.3;
            case WARNING -> 0.6;
            case CRITICAL -> 0.85;
            case EMERGENCY -> 1;
        };
    }

    private static String latest(SeriesView view, LimitCrossing crossing) {
        return Double.isInfinite(crossing.high())
                ? "never"
                : view.after(crossing.high()).toString();
    }

    private static List<String> actions(SeriesView view, Level level) {
        String component = view.id.source();
        String figure = view.id.describeType();
        return switch (level) {
            case INFO -> List.of("Monitor " + figure + " of " + component + ".");
            case WARNING ->
                List.of(
                        "Plan maintenance of " + component + " before the predicted failure time.",
                        "Find the cause of the change of its " + figure + ".");
            case CRITICAL ->
                List.of(
                        "Inspect " + component + " now.",
                        "Prepare spare parts.",
                        "Reduce its load until it is maintained.");
            case EMERGENCY -> List.of("Take " + component + " out of service.", "Maintain it before it runs again.");
        };
    }
}
