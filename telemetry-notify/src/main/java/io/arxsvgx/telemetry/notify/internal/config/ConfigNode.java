// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.arxsvgx.telemetry.text.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of the configuration with its path, whose keys are read one by one; {@link #end} reports those that nobody has
 * read. All faults are collected. Not thread-safe.
 */
public final class ConfigNode {
    private final String path;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final ConfigFaults faults;

    /**
     * Creates a node.
     *
     * @param path where it stands, such as {@code route.routes[0]}; empty for the whole file
     */
    public ConfigNode(String path, JsonNode node, ConfigFaults faults) {
        this.path = path;
        this.faults = faults;
        if (node.isObject()) {
            node.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
        } else if (!node.isNull() && !node.isMissingNode()) {
            faults.add(path, "expected keys with values, got " + shown(node));
        }
    }

    /** Returns the path of a key. */
    public String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    public String path() {
        return path;
    }

    public ConfigFaults faults() {
        return faults;
    }

    /** Returns whether a key has a value. */
    public boolean has(String key) {
        known.add(key);
        JsonNode value = values.get(key);
        return value != null && !value.isNull();
    }

    /** Reports a fault of a key. */
    public void fault(String key, String message) {
        faults.add(path(key), message);
    }

    /** Returns a value as it stands; null if there is none. */
    public @Nullable JsonNode raw(String key) {
        return has(key) ? values.get(key) : null;
    }

    /** Returns a text; numbers and booleans count as texts, as in YAML; null if there is none. */
    public @Nullable String text(String key) {
        JsonNode value = raw(key);
        if (value == null) {
            return null;
        }
        if (value.isValueNode()) {
            return value.asText();
        }
        fault(key, "expected a text, got " + shown(value));
        return null;
    }

    /** Returns a text, or a default. */
    public String text(String key, String otherwise) {
        String found = text(key);
        return found == null ? otherwise : found;
    }

    /** Returns a value that a function reads from the text; reports what it throws. */
    public <T> @Nullable T parsed(String key, Function<String, T> parser) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            fault(key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Returns true or false, or a default. A text in quotes is neither, as in Alertmanager. */
    public boolean flag(String key, boolean otherwise) {
        JsonNode value = raw(key);
        if (value == null || value.isBoolean()) {
            return value == null ? otherwise : value.booleanValue();
        }
        fault(key, "expected true or false, without quotes, got " + shown(value));
        return otherwise;
    }

    /** Returns a whole number in a range, or a default. A text in quotes is none, as in Alertmanager. */
    public int number(String key, int least, int most, int otherwise) {
        JsonNode value = raw(key);
        if (value == null) {
            return otherwise;
        }
        if (value.isInt() && value.intValue() >= least && value.intValue() <= most) {
            return value.intValue();
        }
        fault(key, "expected a whole number from " + least + " to " + most + ", got " + shown(value));
        return otherwise;
    }

    /** Returns a mapping; null if there is none. */
    public @Nullable ConfigNode node(String key) {
        JsonNode value = raw(key);
        return value == null ? null : new ConfigNode(path(key), value, faults);
    }

    /** Returns the mapping of a key, without any keys of its own if there is none. */
    public ConfigNode nodeOrEmpty(String key) {
        ConfigNode node = node(key);
        return node == null ? new ConfigNode(path(key), MissingNode.getInstance(), faults) : node;
    }

    /** Returns the mappings of a list, one of which may be empty but not absent; an empty list if there is none. */
    public List<ConfigNode> nodes(String key) {
        List<ConfigNode> nodes = new ArrayList<>();
        List<JsonNode> elements = elements(key);
        for (int i = 0; i < elements.size(); i++) {
            String place = path(key) + "[" + i + "]";
            if (elements.get(i).isNull()) {
                faults.add(place, "expected keys with values, got nothing");
            } else {
                nodes.add(new ConfigNode(place, elements.get(i), faults));
            }
        }
        return nodes;
    }

    /** Returns the texts of a list; empty if there is none. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        List<JsonNode> elements = elements(key);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).isValueNode() && !elements.get(i).isNull()) {
                texts.add(elements.get(i).asText());
            } else {
                faults.add(path(key) + "[" + i + "]", "expected a text, got " + shown(elements.get(i)));
            }
        }
        return texts;
    }

    private List<JsonNode> elements(String key) {
        List<JsonNode> elements = new ArrayList<>();
        JsonNode value = raw(key);
        if (value != null && value.isArray()) {
            value.forEach(elements::add);
        } else if (value != null) {
            fault(key, "expected a list, got " + shown(value));
        }
        return elements;
    }

    /** Returns the texts of a mapping by key; empty if there is none. */
    public Map<String, String> map(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        ConfigNode node = node(key);
        if (node != null) {
            for (String name : node.values.keySet()) {
                String text = node.text(name);
                if (text == null && !node.has(name)) {
                    node.fault(name, "expected a text, got nothing");
                }
                map.put(name, text == null ? "" : text);
            }
        }
        return map;
    }

    /** Reports the keys that nobody has read, each with the nearest known one. */
    public void end() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                fault(key, Suggestions.unknown("key", key, known));
            }
        }
    }

    /** Returns what a node is; not its text, which may be a secret. */
    private static String shown(JsonNode node) {
        if (node.isNull()) {
            return "nothing";
        }
        return node.isArray() ? "a list" : node.isObject() ? "keys with values" : "a single value";
    }
}
