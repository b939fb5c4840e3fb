// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures of how well scores rank anomalies before other values. They are the area under precision over recall, by
 * value (average precision); and the volume under it over the width of a buffer at both ends of an anomaly (VUS-PR; J.
 * Paparrizos and others, "Volume Under the Surface", VLDB 2022), with the 250 thresholds of its authors.
 */
final class ScoreRanking {
    private static final int THRESHOLDS = 250;
    private static final int MAX_BUFFER = 100;
    private static final int STEP = 10;

    private final double[] scores;
    private final boolean[] wrong;
    private final Integer[] order;

    /** Creates a ranking of the scores from a value on. */
    ScoreRanking(double[] scores, boolean[] wrong, int from) {
        this.scores = Arrays.copyOfRange(scores, from, scores.length);
        this.wrong = Arrays.copyOfRange(wrong, from, wrong.length);
        order = IntStream.range(0, this.scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -this.scores[i]));
    }

    /** Returns the area under precision over recall. */
    double averagePrecision() {
        double found = 0;
        double area = 0;
        double before = 0;
        for (int i = 0; i < order.length; i++) {
            found += wrong[order[i]] ? 1 : 0;
            if (i + 1 == order.length || scores[order[i]] != scores[order[i + 1]]) {
                area += (found - before) * found / (i + 1);
                before = found;
            }
        }
        return area / Math.max(1, found);
    }

    /** Returns the volume under precision over recall, over buffers of 0 to 100 values. */
    double volume() {
        double sum = 0;
        int buffers = 0;
        for (int buffer = 0; buffer <= MAX_BUFFER; buffer += STEP) {
            sum += area(buffer);
            buffers++;
        }
        return sum / buffers;
    }

    private double area(int buffer) {
        double[] labels = labels(buffer);
        List<int[]> parts = parts(labels);
        double positive = (sum(labels)
                        + IntStream.range(0, wrong.length).filter(i -> wrong[i]).count())
                / 2;
        int[] part = new int[labels.length];
        Arrays.fill(part, -1);
        for (int i = 0; i < parts.size(); i++) {
            Arrays.fill(part, parts.get(i)[0], parts.get(i)[1], i);
        }
        boolean[] met = new boolean[parts.size()];
        int existing = 0;
        int taken = 0;
        double found = 0;
        double area = 0;
        double before = 0;
        for (int step = 0; step < THRESHOLDS; step++) {
            double threshold = scores[order[(int) ((long) step * (order.length - 1) / (THRESHOLDS - 1))]];
            while (taken < order.length && scores[order[taken]] >= threshold) {
                int at = order[taken++];
                found += labels[at];
                if (labels[at] > 0 && !met[part[at]]) {
                    met[part[at]] = true;
                    existing++;
                }
            }
            double recall = Math.min(1, found / positive) * existing / parts.size();
            area += (recall - before) * found / taken;
            before = recall;
        }
        return area;
    }

    /** Returns labels: 1 in an anomaly, decreasing on both sides over half a buffer. */
    private double[] labels(int buffer) {
        double[] labels = new double[wrong.length];
        for (int i = 0; i < wrong.length; i++) {
            if (wrong[i]) {
                labels[i] = 1;
                boolean begins = i == 0 || !wrong[i - 1];
                boolean ends = i + 1 == wrong.length || !wrong[i + 1];
                for (int far = 1; far <= buffer / 2; far++) {
                    double label = Math.sqrt(1 - (double) far / buffer);
                    if (begins && i >= far) {
                        labels[i - far] = Math.min(1, labels[i - far] + label);
                    }
                    if (ends && i + far < wrong.length) {
                        labels[i + far] = Math.min(1, labels[i + far] + label);
                    }
                }
            }
        }
        return labels;
    }

    private static List<int[]> parts(double[] labels) {
        List<int[]> parts = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0 && (i == 0 || labels[i - 1] == 0)) {
                parts.add(new int[] {i, labels.length});
            } else if (labels[i] == 0 && i > 0 && labels[i - 1] > 0) {
                parts.get(parts.size() - 1)[1] = i;
            }
        }
        return parts;
    }

    private static double sum(double[] numbers) {
        return Arrays.stream(numbers).sum();
    }
}
