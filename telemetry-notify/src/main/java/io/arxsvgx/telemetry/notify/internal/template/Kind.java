// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A kind of values in a template, known when the template is parsed. */
enum Kind {
    MESSAGE("the message"),
    ALERTS("alerts"),
    ALERT("an alert"),
    LABELS("labels"),
    PAIRS("pairs"),
    PAIR("a pair"),
    TEXTS("texts"),
    TEXT("a text"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    TIME("a time");

    /** What Alertmanager has for the end of an alert that fires. */
    private static final Instant NO_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private static final String FIRST_LABEL = "alertname";

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** A reader of a field of a value. */
    interface Reader {
        Object read(MessageView message, Object value);
    }

    /** A field of a kind of values. */
    record Field(Kind kind, Reader reader) {}

    /** Returns the kind in words. */
    String words() {
        return words;
    }

    boolean canBeWritten() {
        return this == TEXT || this == NUMBER || this == BOOLEAN || this == TIME;
    }

    boolean canBeCompared() {
        return this == TEXT || this == NUMBER || this == BOOLEAN;
    }

    boolean canBeCounted() {
        return element() != null || this == TEXT || this == LABELS;
    }

    /** Returns the kind of the elements of a list; null if this is none. */
    @Nullable
    Kind element() {
        return switch (this) {
            case ALERTS -> ALERT;
            case PAIRS -> PAIR;
            case TEXTS -> TEXT;
            default -> null;
        };
    }

    /** Returns the names of the fields, for a message. */
    Set<String> fieldNames() {
        return switch (this) {
            case MESSAGE -> MessageFields.OF_MESSAGE.keySet();
            case ALERT -> MessageFields.OF_ALERT.keySet();
            case ALERTS -> MessageFields.OF_ALERTS.keySet();
            case PAIR -> MessageFields.OF_PAIR.keySet();
            case PAIRS -> MessageFields.OF_PAIRS.keySet();
            default -> Set.of();
        };
    }

    /** Returns a field; null if there is none of this name. */
    @Nullable
    Field field(String name) {
        return switch (this) {
            case MESSAGE -> MessageFields.OF_MESSAGE.get(name);
            case ALERT -> MessageFields.OF_ALERT.get(name);
            case ALERTS -> MessageFields.OF_ALERTS.get(name);
            case PAIR -> MessageFields.OF_PAIR.get(name);
            case PAIRS -> MessageFields.OF_PAIRS.get(name);
            case LABELS -> MessageFields.ofLabels(name);
            default -> null;
        };
    }

    /** Returns the number of elements, or of the bytes of a text. */
    static long count(Object value) {
        if (value instanceof Collection<?> list) {
            return list.size();
        }
        return value instanceof Map<?, ?> map ? map.size() : Utf8Length.of(value.toString());
    }

    /** Returns whether {@code if} counts a value as true: neither empty nor zero. */
    static boolean isTrue(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        boolean isCounted = value instanceof String || value instanceof Collection<?> || value instanceof Map<?, ?>;
        return !isCounted || count(value) > 0;
    }

    /** Returns the pairs of labels, {@code alertname} first, the others by name. */
    static List<Map.Entry<String, String>> pairs(SortedMap<String, String> labels) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        if (labels.containsKey(FIRST_LABEL)) {
            pairs.add(Map.entry(FIRST_LABEL, labels.get(FIRST_LABEL)));
        }
        labels.forEach((name, value) -> {
            if (!name.equals(FIRST_LABEL)) {
                pairs.add(Map.entry(name, value));
            }
        });
        return pairs;
    }

    static Instant end(MessageAlert alert) {
        Instant end = alert.endsAt();
        return end == null ? NO_TIME : end;
    }
}
