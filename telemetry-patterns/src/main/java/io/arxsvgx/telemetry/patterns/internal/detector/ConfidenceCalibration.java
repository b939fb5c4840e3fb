// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

/**
 * The confidence of each detector as a function of its score: the share of findings with this score that were right on
 * simulated series, nine of ten of which are without failures, fitted by a logistic function. {@code Calibration} in
 * telemetry-bench checks it against other simulations. If no finding was wrong, the minimum score counts as a
 * probability of one half.
 */
public final class ConfidenceCalibration {
    /** The maximum confidence. No simulation covers all that real series contain. */
    private static final double MAX_CONFIDENCE = 0.97;

    private ConfidenceCalibration() {}

    static double trend(double score) {
        return of(score, 5.4, 1);
    }

    static double change(double score) {
        return of(score, 3.4, 0.8);
    }

    static double drift(double score) {
        return of(score, 0.7, 0.17);
    }

    static double burst(double score) {
        return of(score, 3.9, 0.95);
    }

    public static double together(double score) {
        return of(score, 2, 0.95);
    }

    static double status(double score) {
        return of(score, 2.5, 0.9);
    }

    static double season(double score) {
        return of(score, 2.4, 0.8);
    }

    static double breaches(int episodes) {
        return of(episodes, 2, 1);
    }

    static double precursor(double likeness) {
        return of(likeness, 0.9, 0.025);
    }

    static double motif(double likeness) {
        return of(likeness, 0.73, 0.06);
    }

    static double maintenance(double score) {
        return of(score, 7.9, 1.7);
    }

    public static double peerLevel(double score) {
        return of(score, 3.85, 0.22);
    }

    public static double peerShape(double partAlike) {
        return 0.9 * partAlike;
    }

    /**
     * Returns the confidence: one half at the score {@code even}; the odds grow by a factor of e with each {@code
     * width}.
     */
    private static double of(double score, double even, double width) {
        return MAX_CONFIDENCE / (1 + Math.exp((even - score) / width));
    }
}
