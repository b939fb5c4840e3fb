// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The replacement of {@code ${env:NAME}} in texts. What comes from the environment is shown in no fault. */
public final class EnvironmentTexts {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([^}]*)}");

    private final Map<String, String> environment;
    private final ConfigFaults faults;

    public EnvironmentTexts(Map<String, String> environment, ConfigFaults faults) {
        this.environment = environment;
        this.faults = faults;
    }

    /** Returns the tree with the values of the environment; one that is not set is reported. Keys stay as they are. */
    public JsonNode replaceIn(JsonNode node) {
        return replaceIn("", node);
    }

    private JsonNode replaceIn(String path, JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(field ->
                            object.set(field.getKey(), replaceIn(below(path, field.getKey()), field.getValue())));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                array.add(replaceIn(path + "[" + i + "]", node.get(i)));
            }
            return array;
        }
        return node.isTextual() && node.textValue().contains("${env:")
                ? TextNode.valueOf(replaced(path, node.textValue()))
                : node;
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String replaced(String path, String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String value = environment.get(matcher.group(1));
            if (value == null) {
                faults.add(path, "environment variable \"" + matcher.group(1) + "\" is not set");
            } else {
                faults.hide(value, matcher.group());
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        return matcher.appendTail(result).toString();
    }
}
