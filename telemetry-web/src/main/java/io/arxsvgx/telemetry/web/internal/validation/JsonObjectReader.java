// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Identifiers;
import io.arxsvgx.telemetry.text.Suggestions;
import io.arxsvgx.telemetry.text.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of a JSON object that collects all errors instead of stopping at the first. Confined to one thread.
 */
public final class JsonObjectReader {
    private final JsonNode node;
    private final String path;
    private final List<FieldError> faults;

    /** Creates a reader of a document. Errors name its keys without a prefix. */
    public JsonObjectReader(JsonNode node, List<FieldError> faults, List<String> keys) {
        this(node, "", faults, keys);
    }

    private JsonObjectReader(JsonNode node, String path, List<FieldError> faults, List<String> keys) {
        this.node = node;
        this.path = path;
        this.faults = faults;
        if (!node.isObject()) {
            faults.add(new FieldError(path, (path.isEmpty() ? "body" : named(path)) + ": expected an object"));
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!keys.contains(entry.getKey())) {
                fault(entry.getKey(), Suggestions.unknown("key", entry.getKey(), keys));
            }
        }
    }

    public void fault(String key, String message) {
        faults.add(new FieldError(at(key), message));
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String named(String key) {
        return ForeignText.quote(key);
    }

    private void wrong(String key, String expected) {
        JsonNode value = node.path(key);
        String problem = value.isMissingNode()
                ? " is missing; expected " + expected
                : ": expected " + expected + ", got " + ForeignText.shorten(value.toString());
        fault(key, named(at(key)) + problem);
    }

    /** Reads a required text. */
    public String text(String key, int max) {
        JsonNode value = node.path(key);
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > max
                || !Identifiers.isUnicode(value.textValue())) {
            wrong(key, "a string of 1 to " + max + " characters");
            return "";
        }
        return value.textValue();
    }

    /** Reads an optional text; empty if it is not given. */
    public String anyText(String key, int max) {
        JsonNode value = node.path(key);
        if (isGiven(key)
                && (!value.isTextual()
                        || value.textValue().length() > max
                        || !Identifiers.isUnicode(value.textValue()))) {
            wrong(key, "a string of at most " + max + " characters");
        }
        return value.asText("");
    }

    /** Reads a required object of texts under any names. */
    public Map<String, String> texts(String key, int maxEntries, int max) {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonNode value = node.path(key);
        if (!value.isObject() || value.size() > maxEntries) {
            wrong(key, "an object of at most " + maxEntries + " strings");
            return texts;
        }
        JsonObjectReader reader = new JsonObjectReader(
                value,
                at(key),
                faults,
                value.properties().stream().map(Map.Entry::getKey).toList());
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            texts.put(entry.getKey(), reader.text(entry.getKey(), max));
        }
        return texts;
    }

    /** Reads a time; null if it is not given or invalid. */
    @Nullable
    public Instant time(String key) {
        try {
            return isGiven(key) ? time(node.path(key)) : null;
        } catch (DateTimeException e) {
            wrong(key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Instant time(JsonNode value) {
        if (value.isTextual()) {
            return Timestamps.parse(value.textValue());
        }
        try {
            if (value.isNumber()) {
                return Timestamps.ofSeconds(value.decimalValue());
            }
        } catch (NumberFormatException e) {
            throw new DateTimeException(Timestamps.EXPECTED, e);
        }
        throw new DateTimeException(Timestamps.EXPECTED);
    }

    /** Reads a required boolean; false if it is invalid. */
    public boolean flag(String key) {
        if (!node.path(key).isBoolean()) {
            wrong(key, "true or false");
        }
        return node.path(key).booleanValue();
    }

    /** Reads one of the given names; null if it is not given. */
    @Nullable
    public String choice(String key, List<String> choices) {
        if (!isGiven(key)) {
            return null;
        }
        if (!node.path(key).isTextual()) {
            wrong(key, "one of " + String.join(", ", choices));
            return null;
        }
        String name = node.path(key).textValue();
        if (!choices.contains(name)) {
            fault(key, Suggestions.unknown(key, name, choices));
        }
        return name;
    }

    /** Reads a whole number; null if it is not given. */
    @Nullable
    public Integer whole(String key, int min, int max) {
        JsonNode value = node.path(key);
        if (!isGiven(key)) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            wrong(key, "a whole number from " + min + " to " + max);
        }
        return value.intValue();
    }

    /** Reads a finite number; null if it is not given. */
    @Nullable
    public Double number(String key) {
        JsonNode value = node.path(key);
        if (!isGiven(key)) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            wrong(key, "a finite number");
        }
        return value.doubleValue();
    }

    /** Reads a list of objects; empty if it is not given. */
    public List<JsonObjectReader> objects(String key, int max, List<String> keys) {
        List<JsonObjectReader> objects = new ArrayList<>();
        JsonNode list = node.path(key);
        if (!isGiven(key)) {
            return objects;
        }
        if (!list.isArray()) {
            wrong(key, "a list of objects");
        } else if (list.size() > max) {
            fault(key, named(at(key)) + ": expected at most " + max + " entries, got " + list.size());
        } else {
            for (int i = 0; i < list.size(); i++) {
                objects.add(new JsonObjectReader(list.get(i), at(key) + "." + i, faults, keys));
            }
        }
        return objects;
    }

    /** Reads an object; one without keys if it is not given. */
    public JsonObjectReader object(String key, List<String> keys) {
        JsonNode value = isGiven(key) ? node.path(key) : JsonNodeFactory.instance.objectNode();
        return new JsonObjectReader(value, at(key), faults, keys);
    }

    /** Reads a required value of any kind; a missing node if it is not given. */
    public JsonNode at(String key, String expected) {
        if (!isGiven(key)) {
            wrong(key, expected);
            return MissingNode.getInstance();
        }
        return node.path(key);
    }

    /** Returns whether a key is given. A null value counts as not given. */
    public boolean isGiven(String key) {
        return node.hasNonNull(key);
    }
}
