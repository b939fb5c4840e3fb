// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Timestamps;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the documents of Alertmanager's API. Like Alertmanager it ignores unknown keys. Thread-safe. */
final class AlertmanagerJson {
    private static final int MAX_MATCHERS = 100;

    private AlertmanagerJson() {}

    static void receiver(JsonGenerator out, String name) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", name);
        out.writeEndObject();
    }

    static void write(JsonGenerator out, Silence silence, Instant now) throws IOException {
        Instant starts = silence.startsAt().truncatedTo(ChronoUnit.MILLIS);
        out.writeStartObject();
        out.writeStringField("id", silence.id());
        out.writeObjectFieldStart("status");
        out.writeStringField("state", state(silence, now));
        out.writeEndObject();
        JsonCodec.time(out, "updatedAt", starts.isAfter(now) ? now.truncatedTo(ChronoUnit.MILLIS) : starts);
        out.writeStringField("comment", silence.note());
        out.writeStringField("createdBy", silence.who());
        JsonCodec.time(out, "endsAt", silence.endsAt().truncatedTo(ChronoUnit.MILLIS));
        out.writeArrayFieldStart("matchers");
        for (AlertmanagerMatcher matcher : AlertmanagerSilenceMatchers.of(silence)) {
            write(out, matcher);
        }
        out.writeEndArray();
        JsonCodec.time(out, "startsAt", starts);
        out.writeEndObject();
    }

    private static String state(Silence silence, Instant now) {
        if (now.isBefore(silence.startsAt())) {
            return "pending";
        }
        return now.isBefore(silence.endsAt()) ? "active" : "expired";
    }

    private static void write(JsonGenerator out, AlertmanagerMatcher matcher) throws IOException {
        out.writeStartObject();
        out.writeBooleanField("isEqual", matcher.isEqual());
        out.writeBooleanField("isRegex", matcher.isRegex());
        out.writeStringField("name", matcher.name());
        out.writeStringField("value", matcher.value());
        out.writeEndObject();
    }

    /** Reads the matchers of a silence. Throws {@link IllegalArgumentException} for faulty ones. */
    static List<AlertmanagerMatcher> matchers(JsonNode silence) {
        JsonNode given = silence.path("matchers");
        if (!given.isArray() || given.isEmpty() || given.size() > MAX_MATCHERS) {
            throw new IllegalArgumentException("matchers: expected an array of 1 to " + MAX_MATCHERS + " matchers");
        }
        List<AlertmanagerMatcher> matchers = new ArrayList<>();
        for (JsonNode one : given) {
            String name = text(one, "name");
            if (name.isEmpty()) {
                throw new IllegalArgumentException("matchers: expected the name of a label, got an empty text");
            }
            boolean isEqual = !one.hasNonNull("isEqual") || flag(one, "isEqual");
            matchers.add(AlertmanagerMatcher.of(name, text(one, "value"), flag(one, "isRegex"), isEqual));
        }
        if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
            throw new IllegalArgumentException(
                    "matchers: expected at least one that does not match the empty text, or every alert is silenced");
        }
        return matchers;
    }

    private static boolean flag(JsonNode node, String key) {
        if (!node.path(key).isBoolean()) {
            throw new IllegalArgumentException(key + ": expected true or false");
        }
        return node.path(key).booleanValue();
    }

    /** Reads a required text. */
    static String text(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException(key + ": expected a string, got "
                    + ForeignText.shorten(node.path(key).toString()));
        }
        return node.path(key).textValue();
    }

    /** Reads a required time. */
    static Instant time(JsonNode node, String key) {
        try {
            return Timestamps.parse(text(node, key));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(key + ": expected " + e.getMessage(), e);
        }
    }
}
