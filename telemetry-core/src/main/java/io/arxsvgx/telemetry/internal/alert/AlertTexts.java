// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.TextTemplate;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labels and annotations of a rule in an alert, with their places replaced; what the alert lacks is left empty. */
final class AlertTexts {
    private AlertTexts() {}

    /** Returns the annotations of a rule for an alert, with the related series that the alert has. */
    static Map<String, String> annotations(AlertRule rule, Alert alert) {
        Map<String, String> texts = TextTemplate.expandAll(rule.annotations(), name -> part(name, alert));
        return RelatedSeries.annotateAs(alert, texts);
    }

    /** Returns the labels of a rule for an alert of a series. */
    static Map<String, String> labels(AlertRule rule, String source, String type, Map<String, String> seriesLabels) {
        return TextTemplate.expandAll(rule.labels(), name -> switch (name) {
            case "source" -> source;
            case "type" -> type;
            default -> seriesLabels.getOrDefault(name.substring(TextTemplate.LABEL.length()), "");
        });
    }

    private static String part(String name, Alert alert) {
        return switch (name) {
            case "value" -> number(alert.value());
            case "limit" -> number(alert.evidence().limit());
            case "source" -> alert.source();
            case "type" -> alert.type();
            default ->
                name.startsWith(TextTemplate.LABEL)
                        ? alert.seriesLabels().getOrDefault(name.substring(TextTemplate.LABEL.length()), "")
                        : attribute(alert.attributes().get(name.substring(TextTemplate.ATTRIBUTE.length())));
        };
    }

    private static String attribute(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Double number ? number(number) : value.toString();
    }

    /** Returns a number without an exponent and without needless zeros. */
    private static String number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : "";
    }
}
