// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares a processor with its model, and describes every difference. */
final class Comparison {
    private static final Map<ReferenceAlert.Reason, String> REASONS = Map.of(
            ReferenceAlert.Reason.CONDITION, "condition|normal|recover|no longer (holds|breach)",
            ReferenceAlert.Reason.EXPIRED, "expir|forgot|without (an )?event|no event",
            ReferenceAlert.Reason.REMOVED, "remov|delet|gone|no longer|any more",
            ReferenceAlert.Reason.DISABLED, "disabl|off|no longer|any more",
            ReferenceAlert.Reason.REPLACED, "replac|chang|another|differ|no longer|any more");

    private final World world;
    private final List<String> differences = new ArrayList<>();
    /** The id of each alert of the model, once it has been seen. */
    private final Map<ReferenceAlert, String> ids = new HashMap<>();

    Comparison(World world) {
        this.world = world;
    }

    /** Compares everything but the calls of actions. */
    List<String> alerts() {
        differences.clear();
        Map<String, List<Alert>> actual = byKey(world.alerts());
        Map<String, List<ReferenceAlert>> expected =
                world.model.listed.stream().collect(Collectors.groupingBy(ReferenceAlert::key));
        keys(actual, expected)
                .forEach(key -> list(key, actual.getOrDefault(key, List.of()), expected.getOrDefault(key, List.of())));
        pending();
        metrics();
        return differences;
    }

    private static Map<String, List<Alert>> byKey(List<Alert> alerts) {
        return alerts.stream().collect(Collectors.groupingBy(World::key));
    }

    private static List<String> keys(Map<String, ?> one, Map<String, ?> other) {
        Map<String, Object> all = new TreeMap<>(one);
        all.putAll(other);
        return List.copyOf(all.keySet());
    }

    private void list(String key, List<Alert> actual, List<ReferenceAlert> expected) {
        if (actual.size() != expected.size()) {
            differences.add(key + ": expected " + expected.size() + " alerts "
                    + expected.stream().map(Comparison::text).toList() + ", got "
                    + actual.stream().map(Comparison::text).toList());
            return;
        }
        for (int i = 0; i < actual.size(); i++) {
            String id = ids.putIfAbsent(expected.get(i), actual.get(i).id());
            same(
                    key + " id",
                    id == null ? actual.get(i).id() : id,
                    actual.get(i).id());
            fired(key, actual.get(i), expected.get(i));
        }
    }

    private void fired(String key, Alert actual, ReferenceAlert expected) {
        both(key, actual, expected);
        dates(key + " firedAt", expected.firedAt, actual.firedAt());
        same(key + " stale", expected.isStale, actual.stale());
        same(key + " acknowledged", expected.isAcknowledged, actual.acknowledgement() != null);
        if (expected.isOpen()) {
            same(key + " endsAt", null, actual.endsAt());
            same(key + " silenced", world.model.isSilenced(expected), actual.silenced());
        } else {
            dates(key + " endsAt", expected.endsAt, actual.endsAt());
            reason(key, expected.reason, actual.endReason());
        }
    }

    private void both(String key, Alert actual, ReferenceAlert expected) {
        same(key + " state", expected.state, actual.state());
        same(key + " startsAt", date(expected.startsAt), date(actual.startsAt()));
        same(key + " occurrences", expected.occurrences, actual.occurrences());
        same(key + " severity", expected.severity, actual.severity());
        if (actual.value() != expected.firstValue && actual.value() != expected.lastValue) {
            same(key + " value", expected.firstValue + " or " + expected.lastValue, actual.value());
        }
        evidence(key, actual, expected);
    }

    private void evidence(String key, Alert actual, ReferenceAlert expected) {
        AlertRule rule = expected.rule;
        String text = actual.evidence().text();
        String beginning = rule.condition().equals("trend")
                ? "slope "
                : actual.value() + " " + rule.parameters().get("operator") + " "
                        + rule.parameters().get("value");
        if (!text.startsWith(beginning)) {
            same(key + " evidence", beginning + " …", text);
        }
    }

    private void reason(String key, ReferenceAlert.Reason expected, String actual) {
        if (actual == null
                || !java.util.regex.Pattern.compile(REASONS.get(expected))
                        .matcher(actual.toLowerCase(Locale.ROOT))
                        .find()) {
            same(key + " end reason", expected, actual);
        }
    }

    private void pending() {
        Map<String, List<Alert>> actual = byKey(world.pending());
        Map<String, List<ReferenceAlert>> expected =
                world.model.pending().stream().collect(Collectors.groupingBy(ReferenceAlert::key));
        for (String key : keys(actual, expected)) {
            if (!actual.containsKey(key) || !expected.containsKey(key)) {
                same(key + " pending", expected.containsKey(key), actual.containsKey(key));
            } else {
                same(key + " pending alerts", 1, actual.get(key).size());
                both(key, actual.get(key).get(0), expected.get(key).get(0));
            }
        }
    }

    private void metrics() {
        ProcessorMetrics metrics = world.processor.metrics();
        same("pendingAlerts", (long) world.model.pending().size(), metrics.pendingAlerts());
        same(
                "activeAlerts",
                world.model.listed.stream().filter(ReferenceAlert::isOpen).count(),
                metrics.activeAlerts());
        same("conditionFaults", 0L, metrics.conditionFaults());
        for (RuleStatus status : world.processor.rules().statuses()) {
            same(status.rule().id() + " lastError", null, status.lastError());
        }
    }

    /** Compares the calls of actions. All of them must have been made. */
    List<String> calls() {
        differences.clear();
        Map<String, List<AlertState>> actual = world.calls().stream()
                .collect(Collectors.groupingBy(
                        call -> call.action() + " " + call.alertId(),
                        Collectors.mapping(World.Call::state, Collectors.toList())));
        for (ReferenceAlert alert : world.model.notifications.fired) {
            for (String action : world.model.notifications.registered) {
                List<AlertState> expected = alert.calls.getOrDefault(action, List.of());
                List<AlertState> got =
                        Objects.requireNonNullElse(actual.remove(action + " " + ids.get(alert)), List.of());
                List<AlertState> sooner = new ArrayList<>(expected);
                sooner.add(AlertState.RESOLVED);
                if (!got.equals(expected) && !(alert.owesResolved && !expected.isEmpty() && got.equals(sooner))) {
                    same(alert.key() + " calls of " + action, expected, got);
                }
            }
        }
        actual.forEach((call, states) -> same("calls of " + call, List.of(), states));
        return differences;
    }

    private void dates(String what, long[] expected, Instant actual) {
        if (actual == null || Arrays.stream(expected).noneMatch(date -> date == SteppedClock.nanos(actual))) {
            String dates = Arrays.stream(expected).mapToObj(Comparison::date).collect(Collectors.joining(" or "));
            same(what, dates, date(actual));
        }
    }

    private void same(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            differences.add(what + ": expected " + expected + ", got " + actual);
        }
    }

    private static String date(Instant date) {
        return date == null ? "none" : date(SteppedClock.nanos(date));
    }

    /** A date as seconds since the start of the clock. */
    static String date(long nanos) {
        return Duration.ofNanos(nanos - SteppedClock.nanos(SteppedClock.START)).toMillis() / 1000.0 + " s";
    }

    private static String text(Alert alert) {
        return alert.state() + " from " + date(alert.startsAt()) + " fired " + date(alert.firedAt()) + " ended "
                + date(alert.endsAt()) + " because \"" + alert.endReason() + "\"";
    }

    private static String text(ReferenceAlert alert) {
        return alert.state + " from " + date(alert.startsAt) + " fired "
                + Arrays.stream(alert.firedAt).mapToObj(Comparison::date).toList() + " ended "
                + Arrays.stream(alert.endsAt).mapToObj(Comparison::date).toList() + " " + alert.reason;
    }
}
