// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/** Sums over successive values y with the value u before each, and w before that. Not thread-safe. */
final class LaggedMoments {
    private static final double RIDGE = 1e-9;

    private double count;
    private double y;
    private double u;
    private double w;
    private double yy;
    private double uu;
    private double yu;
    private double yw;
    private double uw;

    void clear() {
        count = 0;
        y = 0;
        u = 0;
        w = 0;
        yy = 0;
        uu = 0;
        yu = 0;
        yw = 0;
        uw = 0;
    }

    void add(double now, double before, double beforeThat) {
        count++;
        y += now;
        u += before;
        w += beforeThat;
        yy += now * now;
        uu += before * before;
        yu += now * before;
        yw += now * beforeThat;
        uw += before * beforeThat;
    }

    void set(LaggedMoments other) {
        count = other.count;
        y = other.y;
        u = other.u;
        w = other.w;
        yy = other.yy;
        uu = other.uu;
        yu = other.yu;
        yw = other.yw;
        uw = other.uw;
    }

    void add(LaggedMoments other) {
        count += other.count;
        y += other.y;
        u += other.u;
        w += other.w;
        yy += other.yy;
        uu += other.uu;
        yu += other.yu;
        yw += other.yw;
        uw += other.uw;
    }

    double count() {
        return count;
    }

    double mean() {
        return y / count;
    }

    double variance() {
        return Math.max(0, yy / count - mean() * mean());
    }

    /** Returns the least-squares weight of the previous value. */
    private double weight() {
        double square = uu - u * u / count;
        return (yu - y * u / count) / (square + RIDGE * uu + Double.MIN_NORMAL);
    }

    /** Returns the sum of squared residuals of the prediction by the previous value. */
    double rest() {
        double total = yy - y * y / count;
        return Math.max(0, total - weight() * (yu - y * u / count));
    }

    /** Returns the correlation of successive residuals; 0 if it is negative. */
    double restCorrelation() {
        double weight = weight();
        double level = (y - weight * u) / count;
        double sum = yu
                - weight * yw
                - level * y
                - weight * (uu - weight * uw - level * u)
                - level * (u - weight * w - level * count);
        double rest = rest();
        return rest > 0 ? Math.max(0, Math.min(0.95, sum / rest)) : 0;
    }
}
