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
 * Reads an object of JSON strictly, and notes all that is wrong instead of stopping at the first fault. Confined to one
 * thread.
 */
public final class JsonObjectReader {
    private final JsonNode node;
    private final String path;
    private final List<FieldError> faults;

    /** Reads a document, whose keys are named as they are. */
    public JsonObjectReader(JsonNode node, List<FieldError> faults, List<String> keys) {
        this(node, "", faults, keys);
    }

    private JsonObjectReader(JsonNode node, String path, List<FieldError> faults, List<String> keys) {
        this.node = node;
        this.path = path;
        this.faults = faults;
        if (!node.isObject()) {
            faults.add(new FieldError(path, (path.isEmpty() ? "the body" : named(path)) + " takes an object"));
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

    private void wrong(String key, String takes) {
        JsonNode value = node.path(key);
        String shown = value.isMissingNode() ? "missing" : ForeignText.shorten(value.toString());
        fault(key, named(at(key)) + " is " + shown + "; it takes " + takes);
    }

    /** A text that must be there. */
    public String text(String key, int max) {
        JsonNode value = node.path(key);
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > max
                || !Identifiers.isUnicode(value.textValue())) {
            wrong(key, "a text of 1 to " + max + " characters");
            return "";
        }
        return value.textValue();
    }

    /** A text, or the empty one. */
    public String anyText(String key, int max) {
        JsonNode value = node.path(key);
        if (isGiven(key)
                && (!value.isTextual()
                        || value.textValue().length() > max
                        || !Identifiers.isUnicode(value.textValue()))) {
            wrong(key, "a text of up to " + max + " characters");
        }
        return value.asText("");
    }

    /** An object of texts under any names, that must be there. */
    public Map<String, String> texts(String key, int maxEntries, int max) {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonNode value = node.path(key);
        if (!value.isObject() || value.size() > maxEntries) {
            wrong(key, "an object of up to " + maxEntries + " texts");
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

    /** A time; null where there is none, or it is not one. */
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

    /** True or false, that must be there; false where it is not. */
    public boolean flag(String key) {
        if (!node.path(key).isBoolean()) {
            wrong(key, "true or false");
        }
        return node.path(key).booleanValue();
    }

    /** One of some names; null where there is none. */
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

    /** A whole number; null where there is none. */
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

    /** A finite number; null where there is none. */
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

    /** A list of objects; the empty one where there is none. */
    public List<JsonObjectReader> objects(String key, int max, List<String> keys) {
        List<JsonObjectReader> objects = new ArrayList<>();
        JsonNode list = node.path(key);
        if (!isGiven(key)) {
            return objects;
        }
        if (!list.isArray()) {
            wrong(key, "a list of objects");
        } else if (list.size() > max) {
            fault(key, named(at(key)) + " has " + list.size() + " entries; it takes up to " + max);
        } else {
            for (int i = 0; i < list.size(); i++) {
                objects.add(new JsonObjectReader(list.get(i), at(key) + "." + i, faults, keys));
            }
        }
        return objects;
    }

    /** An object; one without keys where there is none. */
    public JsonObjectReader object(String key, List<String> keys) {
        JsonNode value = isGiven(key) ? node.path(key) : JsonNodeFactory.instance.objectNode();
        return new JsonObjectReader(value, at(key), faults, keys);
    }

    /** What stands at a key; missing where there is nothing. */
    public JsonNode at(String key, String takes) {
        if (!isGiven(key)) {
            wrong(key, takes);
            return MissingNode.getInstance();
        }
        return node.path(key);
    }

    /** A key that is null counts as not given. */
    public boolean isGiven(String key) {
        return node.hasNonNull(key);
    }
}
