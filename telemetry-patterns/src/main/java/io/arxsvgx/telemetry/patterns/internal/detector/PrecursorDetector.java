// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.internal.state.PrecursorShapes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A detector of precursors: a shape that was seen before an earlier failure and occurs again. A failure is the
 * beginning of a breach of a limit, of the one of the highest severity if a rule has several. The confidence depends on how
 * rarely the shape occurred elsewhere.
 */
public final class PrecursorDetector implements SeriesDetector {
    private static final double ALIKE = 0.9;
    /** The minimum rank correlation of the steps, so that two similar random walks do not count. */
    private static final double COURSE = 0.4;

    private static final double MIN_SIMILARITY = 0.5;

    /** The correlation above which a stretch is the first occurrence of the shape itself. */
    private static final double ITSELF = 0.9999;

    @Override
    public String name() {
        return "precursor";
    }

    @Override
    public @Nullable Finding detect(SeriesView view) {
        double[] values = view.state.values();
        PrecursorShapes shapes = view.state.shapes;
        long first = view.state.changes.count() - values.length;
        boolean hasFailed = false;
        for (RuleLimit limit : view.limits) {
            List<Integer> starts = RepeatedBreachDetector.starts(limit::isFailure, values, 1);
            for (int start : starts) {
                shapes.record(first + start, values, start);
            }
            hasFailed |= values.length > 0 && limit.isFailure(values[values.length - 1]);
        }
        if (hasFailed || shapes.all().isEmpty() || values.length < 4 * PrecursorShapes.LENGTH) {
            return null;
        }
        return best(view, values, shapes, first);
    }

    private static @Nullable Finding best(SeriesView view, double[] values, PrecursorShapes shapes, long first) {
        double[] found = null;
        double most = ALIKE;
        for (double[] shape : shapes.all()) {
            // the newest stretch, or one that ended a few values ago
            for (int end = values.length; end > values.length - PrecursorShapes.LEAD / 2; end--) {
                int begin = end - PrecursorShapes.LENGTH;
                double alike = first + begin > shapes.noted() ? PrecursorShapes.alike(shape, values, begin) : 0;
                if (alike > most && PrecursorShapes.sameCourse(shape, 0, values, begin) > COURSE) {
                    most = alike;
                    found = shape;
                }
            }
        }
        if (found == null) {
            return null;
        }
        int elsewhere = elsewhere(found, values);
        double confidence = most * (1 - elsewhere / (elsewhere + 2.0));
        if (confidence < MIN_SIMILARITY) {
            return null;
        }
        return Finding.of(
                        FailureType.PATTERN,
                        "correlation with stretches before failures",
                        values.length,
                        view.span(values.length))
                .points(view.state.newest(PrecursorShapes.LENGTH))
                .with("correlation", most)
                .with("failures_seen", shapes.all().size())
                .with("seen_elsewhere", elsewhere)
                .with("lead_values", PrecursorShapes.LEAD)
                .with("score", confidence)
                .build(
                        ConfidenceCalibration.precursor(confidence),
                        0.6,
                        view.id.describe()
                                + " resembles its values "
                                + PrecursorShapes.LEAD
                                + " values before an earlier failure");
    }

    /**
     * Returns the number of stretches that resemble the shape, except itself and the newest. Of overlapping stretches
     * the most similar counts.
     */
    private static int elsewhere(double[] shape, double[] values) {
        int count = 0;
        int last = values.length - 2 * PrecursorShapes.LENGTH;
        for (int begin = 0; begin < last; begin++) {
            if (PrecursorShapes.alike(shape, values, begin) > ALIKE) {
                double likest = 0;
                for (int end = begin + PrecursorShapes.LENGTH / 2; begin < Math.min(end, last); begin++) {
                    likest = Math.max(likest, PrecursorShapes.alike(shape, values, begin));
                }
                count += likest < ITSELF ? 1 : 0;
            }
        }
        return count;
    }
}
