// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.internal.series.MatrixProfile;
import io.arxsvgx.telemetry.patterns.internal.state.PrecursorShapes;
import io.arxsvgx.telemetry.patterns.internal.stats.Medians;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A detector of motifs: a distinct shape that repeats in a series without a season. */
public final class MotifDetector implements SeriesDetector {
    private static final int WINDOW = 256;
    private static final double ALIKE = 0.97;
    /** The minimum ratio of a stretch's scatter to the usual one. */
    private static final double STRIKING = 3;
    /**
     * The minimum rank correlation of the steps of both stretches, so that neither one spike nor a random walk makes a
     * motif.
     */
    private static final double COURSE = 0.65;

    @Override
    public String name() {
        return "motif";
    }

    @Override
    public @Nullable Finding detect(SeriesView view) {
        double[] values = view.regular().newest(WINDOW);
        if (!view.periods().isEmpty() || values.length < 4 * PrecursorShapes.LENGTH) {
            return null;
        }
        MatrixProfile profile = MatrixProfile.of(values, PrecursorShapes.LENGTH);
        double[] deviations = new double[profile.size()];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = profile.deviation(i);
        }
        double least = STRIKING * Medians.of(deviations);
        int best = -1;
        for (int i = Math.max(0, profile.size() - PrecursorShapes.LENGTH); i < profile.size(); i++) {
            int other = profile.nearest(i);
            if (other >= 0
                    && other <= i - PrecursorShapes.LENGTH
                    && profile.correlation(i) > (best < 0 ? ALIKE : profile.correlation(best))
                    && Math.min(profile.deviation(i), profile.deviation(other)) > least) {
                best = i;
            }
        }
        if (best < 0 || !(least > 0)) {
            return null;
        }
        int apart = best - profile.nearest(best);
        double course = PrecursorShapes.sameCourse(values, best, values, profile.nearest(best));
        if (course < COURSE) {
            return null;
        }
        return Finding.of(FailureType.PATTERN, "matrix profile", values.length, view.span(values.length))
                .points(Arrays.copyOfRange(values, best, best + PrecursorShapes.LENGTH))
                .with("correlation", profile.correlation(best))
                .with("values_apart", apart)
                .with("score", course)
                .build(
                        ConfidenceCalibration.motif(course),
                        0,
                        view.id.describe() + " repeats a motif of " + apart + " values before");
    }
}
