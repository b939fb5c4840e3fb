// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.text.LabelSet;

/**
 * The identity of a series: its source, type and labels. With an empty type and without labels it stands for a whole
 * source. Immutable.
 */
public record SeriesId(String source, String type, LabelSet labels) {
    /** Returns the identity of the series of a history. */
    static SeriesId of(SeriesHistory history) {
        return new SeriesId(history.source(), history.type(), LabelSet.of(history.labels()));
    }

    /** Returns the identity of a whole source. */
    public static SeriesId ofSource(String source) {
        return new SeriesId(source, "", LabelSet.EMPTY);
    }

    /** Returns the series as text, such as <code>pump/temperature{site="north"}</code>. */
    public String describe() {
        return source + "/" + describeType();
    }

    /** Returns the type and the labels as text, such as <code>temperature{site="north"}</code>. */
    public String describeType() {
        return type + labels.describe();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesId id
                && source.equals(id.source)
                && type.equals(id.type)
                && labels.isSame(id.labels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * source.hashCode() + type.hashCode()) + labels.identityHash();
    }
}
