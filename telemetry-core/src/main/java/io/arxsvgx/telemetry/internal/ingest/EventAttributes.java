// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.text.Identifiers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of an event: the check that UTF-8 can encode them, and the copy that an alert keeps. */
public final class EventAttributes {
    /** The maximum number of attributes that an alert keeps. */
    static final int MAX_COUNT = 32;
    /** The maximum total number of characters of their names and values. */
    static final int MAX_LENGTH = 8_192;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_CHECKED = 10_000;
    private static final Map<String, Object> NONE = Map.of();

    private int left;

    private EventAttributes(int left) {
        this.left = left;
    }

    /** Returns whether UTF-8 can encode the first 10,000 names and texts, which is more than any alert keeps. */
    public static boolean isUnicode(Map<String, Object> attributes) {
        try {
            return new EventAttributes(MAX_CHECKED).isUnicode(attributes, 0);
        } catch (RuntimeException unreadable) {
            return true;
        }
    }

    private boolean isUnicode(@Nullable Object value, int depth) {
        if (--left < 0 || depth > MAX_DEPTH) {
            return true;
        }
        if (value instanceof String text) {
            return Identifiers.isUnicode(text);
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!isUnicode(entry.getKey(), depth + 1) || !isUnicode(entry.getValue(), depth + 1)) {
                    return false;
                }
                if (left < 0) {
                    return true;
                }
            }
        } else if (value instanceof List<?> list) {
            for (Object one : list) {
                if (!isUnicode(one, depth + 1)) {
                    return false;
                }
                if (left < 0) {
                    return true;
                }
            }
        }
        return true;
    }

    /**
     * Returns a copy as plain data: the first {@value #MAX_COUNT} attributes, without those that would exceed {@value
     * #MAX_LENGTH} characters in total. Whole numbers become longs, other numbers doubles, and other objects their
     * {@code toString}.
     */
    public static Map<String, Object> copy(Map<String, Object> attributes) {
        if (attributes.isEmpty()) {
            return NONE;
        }
        Map<String, Object> copied = new LinkedHashMap<>();
        int left = MAX_LENGTH;
        int seen = 0;
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            if (seen++ == MAX_COUNT) {
                break;
            }
            EventAttributes copy = new EventAttributes(left);
            try {
                Object value = copy.copy(attribute.getValue(), 0);
                String name = copy.text(attribute.getKey());
                if (copy.left >= 0 && value != null) {
                    copied.put(name, value);
                    left = copy.left;
                }
            } catch (Throwable unreadable) {
                // the host's toString has failed
                DistinctErrorLog.rethrowFatal(unreadable);
            }
        }
        return Collections.unmodifiableMap(copied);
    }

    private @Nullable Object copy(@Nullable Object value, int depth) {
        if (--left < 0 || value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            return depth == MAX_DEPTH ? "…" : container(value, depth);
        }
        if (value instanceof Boolean) {
            return value;
        }
        return value instanceof Number number ? number(number) : text(value.toString());
    }

    private @Nullable Object container(Object value, int depth) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copied = new ArrayList<>();
            for (Object one : list) {
                copied.add(copy(one, depth + 1));
                if (left < 0) {
                    return null;
                }
            }
            return Collections.unmodifiableList(copied);
        }
        Map<String, @Nullable Object> copied = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
            copied.put(text(String.valueOf(entry.getKey())), copy(entry.getValue(), depth + 1));
            if (left < 0) {
                return null;
            }
        }
        return Collections.unmodifiableMap(copied);
    }

    private Object number(Number number) {
        left -= 8;
        if (number instanceof BigInteger whole) {
            left -= whole.bitLength() / 3;
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
        }
        if (number instanceof Double || number instanceof Float || number instanceof BigDecimal) {
            double value = number.doubleValue();
            return Double.isFinite(value) ? (Object) value : text(number.toString());
        }
        return number.longValue();
    }

    private String text(String text) {
        left -= text.length();
        return left < 0 || Identifiers.isUnicode(text)
                ? text
                : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
