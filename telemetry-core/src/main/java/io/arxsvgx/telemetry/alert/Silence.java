// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.rule.Names;
import io.arxsvgx.telemetry.rule.Wildcard;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds back the actions of matching alerts for a time; the alerts themselves are recorded and shown as ever, marked
 * silenced. Immutable.
 *
 * @param id unique among a processor's silences
 * @param matchers what an alert must match, all of them: {@code rule_id}, {@code rule_name}, {@code source},
 *     {@code type}, {@code severity}, or {@code label.NAME}; a value is exact or a pattern with {@code *}
 * @param startsAt from when, inclusive
 * @param endsAt until when, exclusive
 * @param who who set it
 * @param note why; may be empty
 */
public record Silence(
        String id, Map<String, String> matchers, Instant startsAt, Instant endsAt, String who, String note) {

    private static final List<String> KEYS = List.of("rule_id", "rule_name", "source", "type", "severity");
    private static final String LABEL = "label.";

    /**
     * Checks the parts.
     *
     * @param id as {@link #id()}
     * @param matchers as {@link #matchers()}
     * @param startsAt as {@link #startsAt()}
     * @param endsAt as {@link #endsAt()}
     * @param who as {@link #who()}
     * @param note as {@link #note()}
     * @throws IllegalArgumentException if there is no matcher, a matcher is unknown, the end does not come after the
     * start, or {@code who} is empty
     */
    public Silence {
        requireNonNull(id, "id");
        requireNonNull(note, "note");
        matchers = Collections.unmodifiableMap(new LinkedHashMap<>(matchers));
        if (matchers.isEmpty()) {
            throw new IllegalArgumentException(
                    "a silence needs at least one matcher out of " + KEYS + " or label.NAME");
        }
        for (String key : matchers.keySet()) {
            if (!KEYS.contains(key) && !key.startsWith(LABEL)) {
                throw new IllegalArgumentException(Names.unknown("matcher", key, KEYS));
            }
        }
        if (!endsAt.isAfter(startsAt)) {
            throw new IllegalArgumentException("a silence ends at " + endsAt + ", which is not after " + startsAt);
        }
        if (who.isBlank()) {
            throw new IllegalArgumentException("a silence needs who sets it");
        }
    }

    /**
     * Whether this silence holds back an alert's actions at a time.
     *
     * @param alert the alert
     * @param at the time
     * @return true if the time lies within and all matchers match
     */
    public boolean covers(Alert alert, Instant at) {
        return !at.isBefore(startsAt) && at.isBefore(endsAt) && matches(alert);
    }

    /**
     * Whether all matchers match an alert, whatever the time.
     *
     * @param alert the alert
     * @return true if all match
     */
    public boolean matches(Alert alert) {
        return matchers.entrySet().stream().allMatch(m -> Wildcard.matches(m.getValue(), part(alert, m.getKey())));
    }

    private static String part(Alert alert, String key) {
        return switch (key) {
            case "rule_id" -> alert.ruleId();
            case "rule_name" -> alert.ruleName();
            case "source" -> alert.source();
            case "type" -> alert.type();
            case "severity" -> alert.severity().label();
            default -> alert.labels().getOrDefault(key.substring(LABEL.length()), "");
        };
    }
}
