// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The adaptive detector, implemented from its description with the whole history. It has no season, since none can be learned
 * within 700 values.
 */
final class NaiveAdaptive {
    private final List<Double> values = new ArrayList<>();
    private final List<double[]> courses = new ArrayList<>();
    private final Range[] ranges =
            IntStream.range(0, 6).mapToObj(i -> new Range()).toArray(Range[]::new);
    private boolean isMoving;
    private double bounded;
    private double least;
    private double most;
    private double glitchBelow;
    private double glitchAbove;
    private double centre;
    private double present;
    private double usual;
    private double smooth;
    private double grown = 1;
    private int lastNew;
    private boolean event;
    private double eventScore;

    double score;
    double level;
    boolean alarm;

    NaiveAdaptive() {
        ranges[0].isValue = true;
    }

    void accept(double raw) {
        values.add(Math.max(-1e150, Math.min(1e150, raw)));
        int n = values.size();
        double value = values.get(n - 1);
        double deviation = ranges[0].deviation;
        bound(value, n);
        double[] figures = new double[6];
        figures[0] = value;
        figures[1] = mean(15);
        figures[2] = mean(63);
        figures[3] = IntStream.range(Math.max(1, n - 62), n)
                .mapToDouble(i -> Math.abs(counted(i) - counted(i - 1)))
                .average()
                .orElse(0);
        double spread = last(15).map(x -> Math.abs(x - figures[1])).average().orElse(0);
        figures[4] = -Math.log(Math.max(1e-3, deviation > 0 ? spread / deviation : 0));
        double distance = n > 10 && bounded != ranges[0].mean ? Math.abs(bounded - ranges[0].mean) / deviation : 0;
        if (n >= 84) {
            figures[5] = nearest(course());
            distance = n > 84 && figures[5] != 0 ? figures[5] / usual : 0;
            usual += (figures[5] - usual) / Math.min(n - 83, 10_000);
        }
        smooth += (Math.min(1e9, distance) - smooth) / 16;
        level = Math.max(Math.min(1e9, distance), smooth);
        level /= level + 3;
        judge(figures, n);
        if (n >= 63 && (n - 63) % 7 == 0) {
            remember(n);
        }
    }

    /** Limits the present value, and values in other figures. */
    private void bound(double value, int n) {
        Range range = ranges[0];
        double reach = n == 1 ? 0 : range.isConstant() ? range.constantReach(value) : range.reach(true);
        bounded = n == 1 ? value : Math.max(range.low - reach, Math.min(range.high + reach, value));
        isMoving = range.run.size() >= 15;
        least = n == 1 ? value : range.low - 0.2 * reach;
        most = n == 1 ? value : range.high + 0.2 * reach;
        double glitch = isMoving || range.low == range.high ? Double.MAX_VALUE : 10 * (range.high - range.low);
        glitchBelow = range.low - glitch;
        glitchAbove = range.high + glitch;
        centre = range.mean;
        if (isMoving) {
            Range newest = new Range();
            newest.begin(values.subList(n - 15, n));
            least = Math.min(least, newest.low);
            most = Math.max(most, newest.high);
        }
        double far = (n <= 150 ? 1 : 10) * reach;
        present = n == 1
                ? value
                : Math.max(Math.min(least, range.low - far), Math.min(Math.max(most, range.high + far), value));
    }

    private double counted(int i) {
        if (values.get(i) < glitchBelow || values.get(i) > glitchAbove) {
            return centre;
        }
        return Math.max(least, Math.min(most, values.get(i)));
    }

    private void judge(double[] figures, int n) {
        int[] warmUps = {10, 60, 150, 150, 60, 150};
        int[] windows = {1, 15, 63, 63, 15, 63};
        int[] firsts = {1, 15, 63, 63, 15, 84};
        double novelty = 0;
        for (int i = 0; i < 6; i++) {
            if (n > warmUps[i]) {
                double known = i == 0 ? n - ranges[0].before : n;
                double bar = 0.15 + Math.max(0, Math.log(600 / known)) + 6_000.0 * windows[i] / known / known;
                novelty = Math.max(novelty, ranges[i].novelty(figures[i], i < 3, i == 4 ? 1 : bounded) / bar);
            }
            if (n >= firsts[i]) {
                if (i == 0 && n <= 20) {
                    ranges[0].begin(values);
                    continue;
                }
                if (i == 0) {
                    ranges[0].findShift(figures[0], values);
                } else if (isMoving && ranges[i].count > 0) {
                    ranges[i].high = Math.max(ranges[i].high, figures[i]);
                    ranges[i].low = Math.min(ranges[i].low, figures[i]);
                }
                ranges[i].add(figures[i], i < 3);
            }
        }
        score = novelty / grown;
        alarm = false;
        if (n > 10) {
            grown = Math.max(1, grown * Math.pow(1.4, -0.0004));
            boolean within = event && n - lastNew < 100 && score < 10 * eventScore;
            alarm = score >= 1 && !within;
            if (score >= 1) {
                event = true;
                lastNew = n;
            }
            grown *= alarm ? 1.4 : 1;
            eventScore = alarm ? score : eventScore;
        }
    }

    private DoubleStream last(int count) {
        return IntStream.range(Math.max(0, values.size() - count), values.size())
                .mapToDouble(this::counted);
    }

    private double mean(int count) {
        return last(count).average().orElse(0);
    }

    private double[] course() {
        double[] course = new double[6];
        int end = values.size() - 1;
        course[0] = present;
        for (int piece = 1; piece < 6; piece++) {
            int begin = end - (1 << piece);
            course[piece] = IntStream.range(begin, end)
                    .mapToDouble(this::counted)
                    .average()
                    .orElse(0);
            end = begin;
        }
        return course;
    }

    private double nearest(double[] course) {
        return courses.stream()
                .mapToDouble(other -> Math.sqrt(IntStream.range(0, 6)
                        .mapToDouble(i -> Math.pow(course[i] - other[i], 2))
                        .sum()))
                .sorted()
                .limit(3)
                .average()
                .orElse(0);
    }

    private void remember(int n) {
        int looked = (n - 63) / 7 + 1;
        long place = looked <= 36 ? looked - 1 : Reservoir.random(n, Math.min(looked, 20_000));
        if (place == courses.size()) {
            courses.add(course());
        } else if (place < 36) {
            courses.set((int) place, course());
        }
    }

    private static final class Range {
        boolean isValue;
        int count;
        double mean;
        double deviation;
        double low;
        double high;

        /**
         * The gap between two levels, the number of values before the present level, and the values outside the range now.
         */
        double from;

        double to;
        int before;
        double bound;
        final List<Double> run = new ArrayList<>();

        double once;

        /** Replaces the state by that of values of which outliers count less. */
        void begin(List<Double> values) {
            double[] sorted = values.stream().mapToDouble(x -> x).sorted().toArray();
            double median = sorted[(sorted.length - 1) / 2];
            double[] distances = DoubleStream.of(sorted)
                    .map(x -> Math.abs(x - median))
                    .sorted()
                    .toArray();
            double tenfold = 10 * distances[sorted.length / 2];
            double far = tenfold > 0 ? tenfold : distances[Math.max(0, sorted.length - 2)];
            double[] counted = DoubleStream.of(sorted)
                    .map(x -> Math.max(median - far, Math.min(median + far, x)))
                    .toArray();
            count = values.size();
            low = counted[0];
            high = counted[counted.length - 1];
            mean = DoubleStream.of(counted).average().orElse(0);
            deviation = low == high
                    ? 0
                    : DoubleStream.of(counted)
                            .map(x -> Math.abs(x - mean))
                            .average()
                            .orElse(0);
        }

        boolean isConstant() {
            return deviation == 0 && low == high;
        }

        double constantReach(double x) {
            double off = Math.abs(x - mean);
            return off <= 1e-9 * Math.abs(x) ? off : Math.min(off, once);
        }

        double reach(boolean twoSided) {
            return Math.max(10 * deviation, 0.1 * (high - (twoSided ? low : mean)));
        }

        void findShift(double x, List<Double> values) {
            if (x > from && x < to) {
                if (x - from > to - x) {
                    to = x;
                } else {
                    from = x;
                }
            }
            boolean on = !run.isEmpty() && (run.get(0) > bound ? x > bound : x < bound);
            if (!on) {
                run.clear();
                bound = x > high ? high : low;
            }
            if (on || x > high || x < low) {
                run.add(x);
            }
            if (run.size() == 100) {
                double nearest = run.stream()
                        .min(Comparator.comparingDouble(y -> Math.abs(y - bound)))
                        .orElse(0.0);
                Range level = new Range();
                level.begin(values.subList(values.size() - 63, values.size()));
                run.clear();
                if (Math.abs(nearest - bound) > level.deviation) {
                    from = Math.min(nearest, bound);
                    to = Math.max(nearest, bound);
                    before = count + 1 - 100;
                    mean = level.mean;
                    deviation = level.deviation;
                    low = Math.min(low, level.low);
                    high = Math.max(high, level.high);
                    once = 0;
                }
            }
        }

        double novelty(double x, boolean twoSided, double size) {
            double beyond = x > high ? x - high : twoSided && x < low ? low - x : 0;
            double end = Math.max(Math.abs(size), Math.abs(twoSided && x < low ? low : high));
            if (beyond == 0 && x > from && x < to) {
                beyond = Math.min(x - from, to - x);
                end = Math.max(Math.abs(size), Math.abs(from));
            }
            boolean isConstant = deviation == 0 && (!twoSided || low == high);
            return beyond == 0 || beyond <= (isConstant ? 1e-9 : Math.pow(2, -49)) * end
                    ? 0
                    : Math.min(1e6, beyond / (deviation + 0.04 * width(twoSided)));
        }

        double width(boolean twoSided) {
            return twoSided ? high - low - (to - from) : 2 * (high - mean);
        }

        void add(double x, boolean twoSided) {
            count++;
            if (count == 1) {
                mean = x;
                low = x;
                high = x;
                return;
            }
            boolean isUnscaled = count < 20 || deviation == 0;
            double reach = reach(twoSided);
            if (isUnscaled) {
                reach = this.isValue ? constantReach(x) : Double.MAX_VALUE;
                once = Math.max(once, Math.abs(x - mean));
            }
            double beyond = Math.max(x - high, twoSided ? low - x : 0);
            double span = high - (twoSided ? low : mean);
            double counted = Math.min(high + reach, twoSided ? Math.max(low - reach, x) : x);
            double weight = 1.0 / Math.min(count - before, 10_000);
            mean += weight * (counted - mean);
            deviation += weight * (Math.abs(counted - mean) - deviation);
            boolean isGlitch = !isUnscaled && span > 0 && beyond > 10 * span;
            double step = isGlitch ? Math.min(reach, 0.1 * span) : reach;
            double rate = run.isEmpty() && count % 128 == 0 ? 128 * Math.log(2) / 200_000 : 0;
            high -= rate * Math.max(0, high - mean - (from < mean ? 0 : to - from));
            low += rate * Math.max(0, mean - low - (from < mean ? to - from : 0));
            high = x > high ? Math.min(x, high + step) : high;
            low = x < low ? Math.max(x, low - step) : low;
        }
    }
}
