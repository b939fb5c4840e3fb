// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.label;

import io.arxsvgx.telemetry.text.LabelSet;

/**
 * The key of a series among those of its type. Comparable, so that keys whose hashes were chosen to collide do not make a
 * map slow. Immutable.
 */
public record SeriesKey(String source, LabelSet labels) implements Comparable<SeriesKey> {
    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesKey key && source.equals(key.source) && labels.isSame(key.labels);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + labels.identityHash();
    }

    @Override
    public int compareTo(SeriesKey other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : labels.compareTo(other.labels);
    }
}
