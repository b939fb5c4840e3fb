// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.shell.CliException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The options {@code --label NAME=VALUE}, and labels in tables. */
final class LabelFilters {
    private LabelFilters() {}

    /** Returns the query parameters of the options. */
    static Map<String, @Nullable Object> of(List<String> options) {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw CliException.usage("--label: expected NAME=VALUE, got \"" + option + "\"");
            }
            query.put("label." + option.substring(0, equals), option.substring(equals + 1));
        }
        return query;
    }

    /** Returns labels as <code>{name="value", …}</code>; empty without labels. */
    static String text(JsonNode labels) {
        StringJoiner text = new StringJoiner(", ", "{", "}").setEmptyValue("");
        labels.properties()
                .forEach(label ->
                        text.add(label.getKey() + "=\"" + label.getValue().asText() + "\""));
        return text.toString();
    }
}
