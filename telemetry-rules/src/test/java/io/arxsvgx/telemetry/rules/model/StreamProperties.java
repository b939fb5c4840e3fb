// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Combination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Rules that select, group and combine series by labels fire on what a naive filter of all events says. */
class StreamProperties {
    private static final Duration STALE_AFTER = Duration.ofSeconds(60);
    private static final int LIMIT = 50;

    /** An event after a pause, measured some time ago; instead of it for two changes a restart or a rule added again. */
    record Move(String source, Map<String, String> labels, int value, int pause, int age, int change) {}

    private static final class Member {
        int value;
        long time;
    }

    /** The naive evaluation of one rule: all members of all streams by their names. */
    private static final class Naive {
        final AlertRule rule;
        final Set<List<Object>> firing = new HashSet<>();
        final Map<List<Object>, Map<Map<String, String>, Member>> streams = new HashMap<>();
        final Map<List<Object>, Long> streamTimes = new HashMap<>();
        /** The time of the newest event of each member, whether its value has become stale or not. */
        final Map<List<Object>, Long> newest = new HashMap<>();

        Naive(AlertRule rule) {
            this.rule = rule;
        }

        boolean isMember(Move event) {
            return matches(rule.source(), event.source)
                    && rule.match().entrySet().stream()
                            .allMatch(one -> matches(one.getValue(), event.labels.getOrDefault(one.getKey(), "")));
        }

        void event(Move event, long time) {
            if (!isMember(event)) {
                return;
            }
            Map<String, String> group = new TreeMap<>(event.labels);
            List<String> by = rule.by();
            if (by != null) {
                group.keySet().retainAll(by);
            }
            List<Object> key = List.of(event.source, group);
            Map<Map<String, String>, Member> members = streams.computeIfAbsent(key, any -> new HashMap<>());
            Combination combine = by == null ? null : rule.combine();
            boolean isLate = time < newest.getOrDefault(List.of(event.source, event.labels), Long.MIN_VALUE);
            newest.merge(List.of(event.source, event.labels), time, Math::max);
            if (combine != null && isLate) {
                return;
            }
            Member member = members.computeIfAbsent(event.labels, any -> new Member());
            member.value = event.value;
            member.time = time;
            long now = streamTimes.merge(key, time, Math::max);
            members.values().removeIf(one -> now - one.time > STALE_AFTER.toSeconds());
            if (combine != null && members.isEmpty()) {
                return;
            }
            double value = combine == null ? event.value : combined(combine, members.values());
            if (value > LIMIT) {
                firing.add(key);
            } else {
                firing.remove(key);
            }
        }

        private static double combined(Combination combine, Collection<Member> members) {
            var values = members.stream().mapToInt(one -> one.value);
            return switch (combine) {
                case SUM -> values.sum();
                case AVG -> values.average().orElseThrow();
                case MIN -> values.min().orElseThrow();
                case MAX -> values.max().orElseThrow();
            };
        }

        private static boolean matches(String pattern, String text) {
            String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
            return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
        }
    }

    @Property(tries = 1500, seed = "20261130")
    void rulesByLabels_randomEvents_fireAsANaiveFilter(
            @ForAll("rules") List<AlertRule> rules, @ForAll("moves") List<Move> moves, @ForAll boolean ownTimes) {
        try (World world = new World(STALE_AFTER, Duration.ofHours(5))) {
            List<Naive> naive = new ArrayList<>();
            rules.forEach(rule -> {
                naive.add(new Naive(rule));
                world.processor.addAlertRule(rule);
            });
            world.processor.runOnce();
            long now = 0;
            List<Move> past = new ArrayList<>();
            List<Long> times = new ArrayList<>();
            for (Move move : moves) {
                now += move.pause;
                world.clock.advance(Duration.ofSeconds(move.pause));
                if (move.change == 0) {
                    world.restartWith(naive.stream().map(one -> one.rule).toList());
                } else if (move.change == 1) {
                    replaceFirst(world, naive, past, times);
                } else {
                    long at = ownTimes ? now - move.age : now;
                    ingest(world, move, ownTimes);
                    past.add(move);
                    times.add(at);
                    naive.forEach(one -> one.event(move, at));
                }
                assertThat(firing(world)).as("after %s under %s", move, rules).isEqualTo(expected(naive));
            }
        }
    }

    /** Adds the first rule again after its removal: it begins without alerts, but combines the newest values. */
    private static void replaceFirst(World world, List<Naive> naive, List<Move> past, List<Long> times) {
        AlertRule rule = naive.get(0).rule;
        world.processor.removeAlertRule(rule.id());
        world.processor.runOnce();
        world.processor.addAlertRule(rule);
        world.processor.runOnce();
        Naive fresh = new Naive(rule);
        for (int i = 0; i < past.size(); i++) {
            fresh.event(past.get(i), times.get(i));
        }
        fresh.firing.clear();
        naive.set(0, fresh);
    }

    private static void ingest(World world, Move move, boolean ownTimes) {
        Map<String, String> shuffled = new LinkedHashMap<>();
        new TreeMap<>(move.labels).descendingMap().forEach(shuffled::put);
        Instant time = ownTimes ? world.clock.now().minusSeconds(move.age) : null;
        if (move.value % 2 == 0 && time == null) {
            world.processor.series(move.source, Scenario.TYPE, shuffled).record(move.value);
        } else {
            world.processor.ingest(TelemetryEvent.builder()
                    .source(move.source)
                    .type(Scenario.TYPE)
                    .labels(shuffled)
                    .value(move.value)
                    .timestamp(time)
                    .build());
        }
        world.processor.runOnce();
    }

    private static Set<List<Object>> firing(World world) {
        Set<List<Object>> firing = new HashSet<>();
        for (Alert alert : world.firing()) {
            firing.add(List.of(alert.ruleId(), alert.source(), Map.copyOf(alert.seriesLabels())));
        }
        return firing;
    }

    private static Set<List<Object>> expected(List<Naive> naive) {
        Set<List<Object>> expected = new HashSet<>();
        naive.forEach(one -> one.firing.forEach(key -> expected.add(List.of(one.rule.id(), key.get(0), key.get(1)))));
        return expected;
    }

    @Provide
    Arbitrary<List<AlertRule>> rules() {
        return rule().list().ofMinSize(1).ofMaxSize(5).map(rules -> {
            List<AlertRule> named = new ArrayList<>();
            for (AlertRule rule : rules) {
                named.add(copy("r" + named.size(), rule));
            }
            return named;
        });
    }

    private static AlertRule copy(String id, AlertRule rule) {
        AlertRule.Builder copy = Scenario.above(id, LIMIT).source(rule.source()).combine(rule.combine());
        rule.match().forEach(copy::match);
        List<String> by = rule.by();
        return by == null ? copy.build() : copy.by(by.toArray(String[]::new)).build();
    }

    private static Arbitrary<AlertRule> rule() {
        Arbitrary<String> sources = Arbitraries.of("*", "s1", "s*", "*2");
        Arbitrary<Map<String, String>> match = Arbitraries.maps(
                        Arbitraries.of("a", "b", "c"), Arbitraries.of("", "*", "x", "x*", "*y", "z"))
                .ofMaxSize(2);
        Arbitrary<List<String>> by =
                Arbitraries.of("a", "b", "c").list().uniqueElements().ofMaxSize(2);
        Arbitrary<Combination> combine = Arbitraries.of(Combination.class);
        return Combinators.combine(sources, match, by.injectNull(0.3), combine.injectNull(0.4))
                .as((source, patterns, names, combination) -> {
                    AlertRule.Builder rule =
                            Scenario.above("r", LIMIT).source(source).combine(combination);
                    patterns.forEach(rule::match);
                    return names == null
                            ? rule.build()
                            : rule.by(names.toArray(String[]::new)).build();
                });
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        Arbitrary<Map<String, String>> labels = Arbitraries.maps(
                        Arbitraries.of("a", "b", "c"), Arbitraries.of("x", "xy", "y"))
                .ofMaxSize(2);
        Arbitrary<Move> moves = Combinators.combine(
                        Arbitraries.of("s1", "s2"),
                        labels,
                        Arbitraries.integers().between(-20, 100),
                        Arbitraries.frequency(
                                Tuple.of(10, 0), Tuple.of(5, 1), Tuple.of(2, 30), Tuple.of(1, 60), Tuple.of(1, 61)),
                        Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(2, 5), Tuple.of(1, 40), Tuple.of(1, 90)),
                        Arbitraries.integers().between(0, 25))
                .as(Move::new);
        return moves.list().ofMinSize(1).ofMaxSize(40);
    }
}
