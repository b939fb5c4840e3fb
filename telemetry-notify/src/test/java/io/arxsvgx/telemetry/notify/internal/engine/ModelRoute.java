// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A route of a model: the settings of a target, and the alerts that it matches. */
record ModelRoute(RouteTarget target, Predicate<SortedMap<String, String>> matcher) {
    static final Map<String, List<String>> RECEIVERS = Map.of(
            "ops", List.of("webhook[0]", "email[0]"),
            "team", List.of("webhook[0]"),
            "pager", List.of("pagerduty[0]"),
            "hub", List.of("alertmanager[0]"),
            "boss", List.of("email[0]"),
            "root", List.of("log[0]"));

    /** All routes; a configuration has a part of them. */
    static final List<ModelRoute> ALL = List.of(
            route(0, "ops", Set.of("alertname"), 30, 300, 3_600, null, labels -> true),
            route(1, "team", Set.of("source"), 10, 60, 1_800, "boss", labels -> isOneOf(labels, "s0", "s1", "s2")),
            route(2, "pager", null, 0, 120, 1_200, null, ModelRoute::isCritical),
            route(3, "ops", Set.of("severity"), 60, 180, 7_200, null, labels -> isOneOf(labels, "s2", "s3")),
            route(4, "hub", Set.of(), 20, 240, 14_400, null, labels -> isOneOf(labels, "s1", "s4")));

    /** The route of what no other one matches. */
    static final ModelRoute ROOT = route(9, "root", Set.of("type"), 30, 300, 3_600, null, labels -> true);

    private static ModelRoute route(
            int number,
            String receiver,
            @Nullable Set<String> groupBy,
            int wait,
            int interval,
            int repeat,
            @Nullable String escalateTo,
            Predicate<SortedMap<String, String>> matcher) {
        RouteTarget target = new RouteTarget(
                String.valueOf(number),
                "{}/{r=\"" + number + "\"}",
                receiver,
                groupBy,
                Duration.ofSeconds(wait),
                Duration.ofSeconds(interval),
                Duration.ofSeconds(repeat),
                escalateTo == null ? null : Duration.ofMinutes(12),
                escalateTo);
        return new ModelRoute(target, matcher);
    }

    private static boolean isOneOf(SortedMap<String, String> labels, String... sources) {
        return List.of(sources).contains(labels.getOrDefault("source", ""));
    }

    private static boolean isCritical(SortedMap<String, String> labels) {
        return "critical".equals(labels.get("severity"));
    }

    /** Returns the routes of a configuration, by the bits of a number. */
    static List<ModelRoute> ofMask(int mask) {
        List<ModelRoute> routes = new ArrayList<>();
        for (int i = 0; i < ALL.size(); i++) {
            if ((mask >> i & 1) == 1) {
                routes.add(ALL.get(i));
            }
        }
        return routes;
    }

    static Map<String, List<String>> receiversOf(List<ModelRoute> routes) {
        Map<String, List<String>> receivers = new LinkedHashMap<>();
        receivers.put("root", RECEIVERS.get("root"));
        for (ModelRoute route : routes) {
            receivers.put(route.target.receiver(), RECEIVERS.get(route.target.receiver()));
            if (route.target.escalateTo() != null) {
                receivers.put(route.target.escalateTo(), RECEIVERS.get(route.target.escalateTo()));
            }
        }
        return receivers;
    }

    /** Returns the routes of a configuration that match. */
    static List<ModelRoute> matching(List<ModelRoute> routes, SortedMap<String, String> labels) {
        List<ModelRoute> found =
                routes.stream().filter(route -> route.matcher.test(labels)).toList();
        return found.isEmpty() ? List.of(ROOT) : found;
    }

    static List<ModelRoute> matching(List<ModelRoute> routes, ModelAlert alert) {
        return matching(routes, new TreeMap<>(Map.of("source", alert.source, "severity", alert.severity.label())));
    }

    boolean dependsOnSeverity() {
        return target.id().equals("2") || target.id().equals("3");
    }

    /** Returns the route of a group by its key. */
    static ModelRoute of(String groupKey) {
        return Stream.concat(Stream.of(ROOT), ALL.stream())
                .filter(route -> groupKey.startsWith(route.target.key()))
                .findFirst()
                .orElseThrow();
    }
}
