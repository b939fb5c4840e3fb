// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.text.GlobPattern;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --label NAME=VALUE} that selects series by labels. Not thread-safe. */
public final class LabelOption {
    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description =
                    "Only series with this label; VALUE may contain *, and is empty for series without the label. Repeatable.")
    private List<String> labels = new ArrayList<>();

    /**
     * Returns the option as parameters of a query.
     *
     * @return patterns by the names {@code label.NAME}
     */
    public Map<String, @Nullable Object> query() {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        parse(labels).forEach((name, value) -> query.put("label." + name, value));
        return query;
    }

    /**
     * Returns whether labels match.
     *
     * @param given the labels of a series, as an object of texts; missing for none
     * @return true if all patterns match
     */
    public boolean matches(JsonNode given) {
        for (Map.Entry<String, String> label : parse(labels).entrySet()) {
            if (!GlobPattern.matches(
                    label.getValue(), given.path(label.getKey()).asText(""))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Parses values of the option.
     *
     * @param given texts of the form {@code NAME=VALUE}
     * @return the values by name, in the order given
     */
    public static Map<String, String> parse(List<String> given) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : given) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                throw CliException.usage("--label: expected NAME=VALUE, got \"" + label + "\"");
            }
            if (labels.put(label.substring(0, equals), label.substring(equals + 1)) != null) {
                throw CliException.usage("--label: duplicate name \"" + label.substring(0, equals) + "\"");
            }
        }
        return labels;
    }

    /**
     * Returns labels as text.
     *
     * @param labels an object of texts; missing for none
     * @return such as <code>{site="north"}</code>; empty without labels
     */
    public static String text(JsonNode labels) {
        Map<String, String> texts = new LinkedHashMap<>();
        labels.properties()
                .forEach(label -> texts.put(label.getKey(), label.getValue().asText()));
        return LabelSet.describe(texts);
    }
}
