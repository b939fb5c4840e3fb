// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.message;

import io.arxsvgx.telemetry.text.LabelFingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Messages for tests. */
public final class MessageFixture {
    public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    public static final Instant END = Instant.parse("2026-01-31T12:05:00.5Z");
    public static final String PAGE = "https://telemetry.example/page";

    private MessageFixture() {}

    /** Returns an alert of a rule on a source that fires. */
    public static MessageAlert firing(String rule, String source) {
        return alert(rule, source, Map.of(), null);
    }

    /** Returns an alert of a rule on a source that is resolved. */
    public static MessageAlert resolved(String rule, String source) {
        return alert(rule, source, Map.of(), END);
    }

    /** Returns an alert that fires, with labels of its own. */
    public static MessageAlert firing(String rule, String source, Map<String, String> labels) {
        return alert(rule, source, labels, null);
    }

    private static MessageAlert alert(String rule, String source, Map<String, String> more, @Nullable Instant end) {
        SortedMap<String, String> labels = new TreeMap<>(more);
        labels.put("alertname", rule);
        labels.put("severity", "critical");
        labels.put("source", source);
        labels.put("type", "temperature");
        SortedMap<String, String> annotations = new TreeMap<>();
        annotations.put("description", source + " is at 91 °C & \"rising\" <fast>");
        annotations.put("summary", "Too hot");
        return new MessageAlert(
                rule + "-" + source, LabelFingerprint.of(labels), end != null, labels, annotations, START, end, 91);
    }

    /** Returns a message about alerts, grouped by rule. */
    public static Message message(MessageAlert... alerts) {
        SortedMap<String, String> group = new TreeMap<>(Map.of("alertname", alerts[0].label("alertname")));
        return new Message(
                "team",
                "{}:{alertname=\"" + alerts[0].label("alertname") + "\"}",
                "{}:{alertname=\"" + alerts[0].label("alertname") + "\"}#7",
                group,
                List.of(alerts),
                0,
                PAGE);
    }
}
