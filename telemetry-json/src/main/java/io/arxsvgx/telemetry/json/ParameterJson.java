// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON form of the value of a parameter: a number, a text, a boolean, or a list or object of values. */
final class ParameterJson {
    /**
     * The maximum depth of a value: more than that of the deepest one of a rule, a list of levels in conditions that are nested
     * five deep, each of which adds a list, the condition and its parameters.
     */
    private static final int MAX_DEPTH = 20;

    private ParameterJson() {}

    /**
     * Reads a value.
     *
     * @param path its place, for faults
     * @throws InvalidRuleException if it contains null, or is nested too deep
     */
    static Object read(String path, JsonNode value) {
        return read(path, value, MAX_DEPTH);
    }

    private static Object read(String path, JsonNode value, int depth) {
        if (depth == 0) {
            throw RuleReader.wrong(path, value, "at most " + MAX_DEPTH + " nested lists and objects");
        }
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case NUMBER -> value.numberValue();
            case BOOLEAN -> value.booleanValue();
            case ARRAY -> list(path, value, depth);
            case OBJECT -> map(path, value, depth);
            default -> throw RuleReader.wrong(path, value, "a number, a text, a boolean, a list or an object");
        };
    }

    private static List<Object> list(String path, JsonNode value, int depth) {
        List<Object> list = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            list.add(read(path + "[" + i + "]", value.get(i), depth - 1));
        }
        return list;
    }

    private static Map<String, Object> map(String path, JsonNode value, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            map.put(entry.getKey(), read(path + "." + entry.getKey(), entry.getValue(), depth - 1));
        }
        return map;
    }
}
