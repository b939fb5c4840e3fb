// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which series move together with one, in words, as the annotation of an alert. */
public interface RelatedSeries {
    /** The annotation that names them. */
    String ANNOTATION = "related_series";

    /** Describes the series that move with one; null if none is known. For any thread. */
    @Nullable
    String describe(String source, String type);

    /** Returns annotations with those series that move with one, if any are known. */
    default Map<String, String> annotate(String source, String type, Map<String, String> annotations) {
        return annotate(describe(source, type), annotations);
    }

    /** Returns annotations with the related series that an alert has. */
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
