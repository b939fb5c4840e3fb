// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Arbitrary sequences of events, pauses and restarts. */
final class ConditionMoves {
    /** What a move does after its pause. */
    enum Kind {
        /** An event, which is processed at once. */
        EVENT,
        /** An event, which is processed together with the next ones. */
        QUEUED,
        /** Nothing. */
        TICK,
        /** Another process continues. */
        RESTART
    }

    /**
     * One move.
     *
     * @param pause the time before it
     * @param age how long ago the event was measured, if events have times of their own
     */
    record Move(
            Kind kind,
            String source,
            String type,
            Map<String, String> labels,
            int value,
            String status,
            Duration pause,
            Duration age) {
        @Override
        public String toString() {
            String after = "+" + NaiveCondition.seconds(pause.toNanos());
            if (kind == Kind.TICK || kind == Kind.RESTART) {
                return after + " " + kind;
            }
            String aged = age.isZero() ? "" : " " + NaiveCondition.seconds(age.toNanos()) + " s old";
            return after + " " + kind + " " + source + "/" + type + labels + "=" + value + " " + status + aged;
        }
    }

    private static final int MAX_MOVES = 50;
    private static final int MAX_VALUE = 10;

    private ConditionMoves() {}

    /** Returns sequences on many series, whose pauses are around some lengths of windows and deadlines, in seconds. */
    static Arbitrary<List<Move>> around(double... lengths) {
        return moves(series(), MAX_MOVES, lengths);
    }

    /** Returns sequences on few series. */
    static Arbitrary<List<Move>> onFewSeries(double... lengths) {
        Arbitrary<String> types = Arbitraries.frequency(Tuple.of(5, "t"), Tuple.of(5, "u"), Tuple.of(1, "v"));
        Arbitrary<String> labels = Arbitraries.frequency(Tuple.of(8, ""), Tuple.of(1, "x"), Tuple.of(1, "xz"));
        return moves(types.flatMap(type -> labels.map(label -> List.of("s1", type, label))), MAX_MOVES, lengths);
    }

    /** Returns long sequences on two series. */
    static Arbitrary<List<Move>> onTwoSeries(double... lengths) {
        return moves(Arbitraries.of("t", "u").map(type -> List.of("s1", type, "")), 2 * MAX_MOVES, lengths);
    }

    private static Arbitrary<List<Move>> moves(Arbitrary<List<String>> series, int maxMoves, double... lengths) {
        Arbitrary<Move> move = Combinators.combine(kinds(), series, values(), statuses(), pauses(lengths), ages())
                .as((kind, names, value, status, pause, age) ->
                        new Move(kind, names.get(0), names.get(1), labels(names.get(2)), value, status, pause, age));
        return move.list().ofMinSize(1).ofMaxSize(maxMoves).withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Kind> kinds() {
        return Arbitraries.frequency(
                Tuple.of(24, Kind.EVENT), Tuple.of(6, Kind.QUEUED), Tuple.of(5, Kind.TICK), Tuple.of(2, Kind.RESTART));
    }

    private static Arbitrary<List<String>> series() {
        Arbitrary<String> sources = Arbitraries.frequency(Tuple.of(4, "s1"), Tuple.of(1, "s2"));
        Arbitrary<String> types = Arbitraries.frequency(Tuple.of(4, "t"), Tuple.of(3, "u"), Tuple.of(1, "v"));
        Arbitrary<String> labels =
                Arbitraries.frequency(Tuple.of(5, ""), Tuple.of(3, "x"), Tuple.of(1, "y"), Tuple.of(1, "xz"));
        return Combinators.combine(sources, types, labels).as((source, type, label) -> List.of(source, type, label));
    }

    private static Map<String, String> labels(String text) {
        return switch (text) {
            case "x" -> Map.of("a", "x");
            case "y" -> Map.of("a", "y");
            case "xz" -> Map.of("a", "x", "b", "z");
            default -> Map.of();
        };
    }

    private static Arbitrary<Integer> values() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(MAX_VALUE - 1)),
                Tuple.of(3, Arbitraries.just(1)),
                Tuple.of(6, Arbitraries.integers().between(0, MAX_VALUE)));
    }

    private static Arbitrary<String> statuses() {
        return Arbitraries.frequency(Tuple.of(5, "OK"), Tuple.of(2, "ERROR"), Tuple.of(1, "WARN"));
    }

    private static Arbitrary<Duration> ages() {
        return Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(1, 1), Tuple.of(1, 8), Tuple.of(1, 25), Tuple.of(1, 70))
                .map(Duration::ofSeconds);
    }

    private static Arbitrary<Duration> pauses(double... lengths) {
        List<Duration> all = new ArrayList<>();
        for (int seconds : new int[] {0, 0, 0, 0, 1, 1, 1, 1, 1, 3, 3, 3, 3, 7, 7, 7}) {
            all.add(Duration.ofSeconds(seconds));
        }
        for (double length : lengths) {
            Duration exact = Duration.ofMillis(Math.round(length * 1_000));
            all.addAll(List.of(exact, exact.plusNanos(1), exact.minusNanos(1)));
        }
        return Arbitraries.of(all);
    }
}
