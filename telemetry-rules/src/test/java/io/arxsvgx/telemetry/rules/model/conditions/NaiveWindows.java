// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.NaiveVerdict.UNKNOWN;

import java.util.List;
import java.util.Map;

/** The conditions over a window: {@code rate}, {@code aggregate}, {@code count}, {@code ratio}, {@code status_ratio}. */
final class NaiveWindows {
    private static final double DEFAULT_WITHIN = 60;

    private NaiveWindows() {}

    /** A condition over {@code (t - within, t]}. */
    private abstract static class ByTime extends NaiveLeaf {
        final long within;
        final int minCount;

        ByTime(String field, Map<?, ?> parameters, long staleAfter) {
            super(field, staleAfter);
            within = nanos(parameters, "within", DEFAULT_WITHIN);
            minCount = (int) number(parameters, "min_count", 1);
        }

        @Override
        boolean isByTime() {
            return true;
        }

        @Override
        boolean countsLate() {
            return isByTime();
        }

        @Override
        NaiveVerdict verdict(long end) {
            return verdict(seenWithin(within, end));
        }

        abstract NaiveVerdict verdict(List<NaiveEvent> window);
    }

    /** The change per second between the first and the last sample of the window. */
    static final class Rate extends ByTime {
        private final NaiveComparison comparison;
        private final boolean isCounter;

        Rate(String field, Map<?, ?> parameters, long staleAfter) {
            super(field, parameters, staleAfter);
            comparison = NaiveComparison.of(parameters);
            isCounter = Boolean.TRUE.equals(parameters.get("counter"));
        }

        @Override
        NaiveVerdict verdict(List<NaiveEvent> window) {
            if (window.size() < 2) {
                return UNKNOWN;
            }
            double change = 0;
            for (int i = 1; i < window.size(); i++) {
                double step = window.get(i).value() - window.get(i - 1).value();
                boolean isReset = isCounter && step < 0;
                change += isReset ? window.get(i).value() : step;
            }
            long span = window.get(window.size() - 1).time() - window.get(0).time();
            if (span == 0) {
                Readings.meets(Readings.ZERO_SPAN);
                return Readings.ZERO_SPAN_IS;
            }
            return comparison.verdict(change / seconds(span));
        }
    }

    /** How many of the values compare so. */
    static final class Count extends ByTime {
        private final NaiveComparison comparison;
        private final int times;

        Count(String field, Map<?, ?> parameters, long staleAfter) {
            super(field, parameters, staleAfter);
            comparison = NaiveComparison.of(parameters);
            times = (int) number(parameters, "times", Double.NaN);
        }

        @Override
        NaiveVerdict verdict(List<NaiveEvent> window) {
            return NaiveVerdict.of(
                    window.stream().filter(one -> comparison.holds(one.value())).count() >= times);
        }
    }

    /** The share of events with one of the statuses. */
    static final class StatusRatio extends ByTime {
        private final NaiveComparison comparison;
        private final List<?> status;

        StatusRatio(String field, Map<?, ?> parameters, long staleAfter) {
            super(field, parameters, staleAfter);
            comparison = NaiveComparison.of(parameters);
            status = list(parameters, "status");
        }

        @Override
        NaiveVerdict verdict(List<NaiveEvent> window) {
            if (window.size() < minCount) {
                Readings.meets(Readings.TOO_FEW);
                return Readings.TOO_FEW_IS;
            }
            double having =
                    window.stream().filter(one -> status.contains(one.status())).count();
            return comparison.verdict(having / window.size());
        }
    }

    /** The sum or the number of events of one selection over that of another. */
    static final class Ratio extends ByTime {
        private final NaiveComparison comparison;
        private final NaiveSelection numerator;
        private final NaiveSelection denominator;

        Ratio(String field, Map<?, ?> parameters, long staleAfter) {
            super(field, parameters, staleAfter);
            comparison = NaiveComparison.of(parameters);
            numerator = NaiveSelection.of((Map<?, ?>) parameters.get("numerator"), field);
            denominator = NaiveSelection.of((Map<?, ?>) parameters.get("denominator"), field);
        }

        @Override
        boolean reads(String type, Map<String, String> labels, String status) {
            return reads(numerator, type, labels, status) || reads(denominator, type, labels, status);
        }

        private static boolean reads(NaiveSelection one, String type, Map<String, String> labels, String status) {
            return one.isSeries(type, labels) && (Readings.OTHER_STATUS_EVALUATES || one.hasStatus(status));
        }

        @Override
        NaiveVerdict verdict(List<NaiveEvent> window) {
            NaiveEvent newest = seen().get(seen().size() - 1);
            if (!numerator.selects(newest) && !denominator.selects(newest)) {
                Readings.meets(Readings.OTHER_STATUS);
            }
            if (denominator.number(window) < minCount) {
                Readings.meets(Readings.TOO_FEW);
                return Readings.TOO_FEW_IS;
            }
            double divisor = denominator.total(window);
            if (divisor == 0) {
                Readings.meets(Readings.ZERO_DENOMINATOR);
                return Readings.ZERO_DENOMINATOR_IS;
            }
            return comparison.verdict(numerator.total(window) / divisor);
        }
    }

    /** An aggregate of the last values, or of those within a time. */
    static final class Aggregate extends ByTime {
        private final NaiveComparison comparison;
        private final String function;
        private final double quantile;
        private final int window;

        Aggregate(String field, Map<?, ?> parameters, long staleAfter) {
            super(field, parameters, staleAfter);
            comparison = NaiveComparison.of(parameters);
            function = (String) parameters.get("function");
            quantile = number(parameters, "quantile", Double.NaN);
            window = (int) number(parameters, "window", 0);
        }

        @Override
        boolean isByTime() {
            return window == 0;
        }

        @Override
        NaiveVerdict verdict(long end) {
            int size = seen().size();
            return isByTime() ? super.verdict(end) : verdict(seen().subList(Math.max(0, size - window), size));
        }

        @Override
        NaiveVerdict verdict(List<NaiveEvent> kept) {
            if (kept.size() < minCount) {
                Readings.meets(Readings.TOO_FEW);
                return Readings.TOO_FEW_IS;
            }
            double[] values =
                    kept.stream().mapToDouble(NaiveEvent::value).sorted().toArray();
            return function.equals("quantile") ? quantile(values) : comparison.verdict(figure(values));
        }

        private double figure(double[] sorted) {
            double sum = 0;
            for (double value : sorted) {
                sum += value;
            }
            double mean = sum / sorted.length;
            return switch (function) {
                case "avg" -> mean;
                case "min" -> sorted[0];
                case "max" -> sorted[sorted.length - 1];
                case "sum" -> sum;
                case "count" -> sorted.length;
                case "stddev" -> deviation(sorted, mean);
                default -> throw new IllegalArgumentException(function);
            };
        }

        private static double deviation(double[] values, double mean) {
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return Math.sqrt(squares / values.length);
        }

        /** Compares both ends of the range in which a quantile may lie by any usual definition and the stated error. */
        private NaiveVerdict quantile(double[] sorted) {
            int n = sorted.length;
            double error = Readings.QUANTILE_ERROR_IN_RANK;
            int least = (int) Math.floor((quantile - error) * n - 1);
            int greatest = (int) Math.ceil((quantile + error) * n);
            double low = sorted[Math.max(0, least)];
            double high = sorted[Math.min(n - 1, greatest)];
            NaiveVerdict verdict = comparison.verdict(low);
            if (verdict != comparison.verdict(high) || comparison.limit() == low || comparison.limit() == high) {
                throw new UnspecifiedCaseException("a quantile near its limit");
            }
            return verdict;
        }
    }
}
