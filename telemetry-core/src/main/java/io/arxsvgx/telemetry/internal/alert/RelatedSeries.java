// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The correlated series of a series as text, for the annotation of an alert. */
public interface RelatedSeries {
    /** The name of the annotation. */
    String ANNOTATION = "related_series";

    /** Returns the correlated series of a series as text; null if none is known. For any thread. */
    @Nullable
    String describe(String source, String type, Map<String, String> labels);

    /** Returns annotations with the correlated series, if any are known. */
    default Map<String, String> annotate(
            String source, String type, Map<String, String> labels, Map<String, String> annotations) {
        return annotate(describe(source, type, labels), annotations);
    }

    /** Returns annotations with the correlated series of an alert. */
    static Map<String, String> annotateAs(Alert alert, Map<String, String> annotations) {
        return annotate(alert.annotations().get(ANNOTATION), annotations);
    }

    private static Map<String, String> annotate(@Nullable String related, Map<String, String> annotations) {
        if (related == null) {
            return annotations;
        }
        Map<String, String> all = new LinkedHashMap<>(annotations);
        all.putIfAbsent(ANNOTATION, related);
        return all;
    }
}
