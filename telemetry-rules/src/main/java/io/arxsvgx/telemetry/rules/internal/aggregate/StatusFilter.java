// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The statuses that a rule counts, each an exact text. Immutable.
 *
 * @param statuses the statuses; empty for any
 */
public record StatusFilter(Set<String> statuses) {
    /** Returns the filter of a list of texts. */
    static StatusFilter of(List<?> texts) {
        Set<String> statuses = new LinkedHashSet<>();
        texts.forEach(text -> statuses.add(text.toString()));
        return new StatusFilter(statuses);
    }

    boolean accepts(String status) {
        return statuses.isEmpty() || statuses.contains(status);
    }

    String text() {
        return String.join(", ", statuses);
    }
}
