// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * A detector of repeated breaches of a limit: flapping, or breaches at decreasing intervals. Laplace's test decides
 * whether the intervals decrease: Cox and Lewis, "The Statistical Analysis of Series of Events" (1966).
 */
public final class RepeatedBreachDetector implements SeriesDetector {
    private static final int MIN_BREACHES = 4;
    private static final double SHRINKING = 1.645;
    private static final int WINDOW = 256;

    @Override
    public String name() {
        return "breaches";
    }

    @Override
    public @Nullable Finding detect(SeriesView view) {
        double[] all = view.state.values();
        int begin = Math.max(0, all.length - WINDOW);
        Finding worst = null;
        for (RuleLimit limit : view.limits) {
            Finding finding = detect(view, limit, all, begin);
            if (finding != null && (worst == null || finding.severity() > worst.severity())) {
                worst = finding;
            }
        }
        return worst;
    }

    private static @Nullable Finding detect(SeriesView view, RuleLimit limit, double[] values, int begin) {
        List<Integer> starts = starts(limit::isBreachedBy, values, begin);
        int last = starts.isEmpty() ? 0 : starts.get(starts.size() - 1);
        if (starts.size() < MIN_BREACHES || values.length - last > WINDOW / 4) {
            return null;
        }
        double laplace = laplace(starts, begin, values.length);
        boolean shrinks = laplace > SHRINKING;
        String how = shrinks ? ", at decreasing intervals" : "";
        return Finding.of(
                        FailureType.THRESHOLD,
                        "episodes of breach, laplace",
                        values.length - begin,
                        view.span(values.length - begin))
                .points(view.state.newest(64))
                .with("rule_id", limit.ruleId())
                .with("limit", limit.first())
                .with("episodes", starts.size())
                .with("laplace", laplace)
                .with("shrinking", shrinks)
                .with("score", starts.size())
                .build(
                        ConfidenceCalibration.breaches(starts.size()),
                        Math.min(0.79, 0.3 + 0.02 * starts.size() + (shrinks ? 0.2 : 0)),
                        view.id.describe()
                                + " breached "
                                + ResultFormatting.text(limit.first())
                                + " "
                                + starts.size()
                                + " times within "
                                + (values.length - begin)
                                + " values"
                                + how);
    }

    /** Returns the indexes at which runs of such values begin. */
    static List<Integer> starts(DoublePredicate isSuch, double[] values, int begin) {
        List<Integer> starts = new ArrayList<>();
        for (int i = Math.max(1, begin); i < values.length; i++) {
            if (isSuch.test(values[i]) && !isSuch.test(values[i - 1])) {
                starts.add(i);
            }
        }
        return starts;
    }

    private static double laplace(List<Integer> starts, int begin, int end) {
        double middle = (begin + end) / 2.0;
        double mean = starts.stream().mapToInt(Integer::intValue).average().orElse(middle);
        return (mean - middle) / ((end - begin) * Math.sqrt(1.0 / (12 * starts.size())));
    }
}
