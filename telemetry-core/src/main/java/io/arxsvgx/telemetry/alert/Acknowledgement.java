// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.text.Identifiers;
import java.time.Instant;

/**
 * A person's confirmation that they have seen an alert. Immutable.
 *
 * @param who the person
 * @param note a note; may be empty
 * @param at the time
 */
public record Acknowledgement(String who, String note, Instant at) {
    /**
     * Checks the parts.
     *
     * @param who as {@link #who()}
     * @param note as {@link #note()}
     * @param at as {@link #at()}
     * @throws IllegalArgumentException if {@code who} is empty, or UTF-8 cannot encode one of the texts
     */
    public Acknowledgement {
        requireNonNull(note, "note");
        requireNonNull(at, "at");
        if (who.isBlank()) {
            throw new IllegalArgumentException(
                    "who: expected the name of the person who acknowledges, got an empty text");
        }
        if (!Identifiers.isUnicode(who) || !Identifiers.isUnicode(note)) {
            throw new IllegalArgumentException("acknowledgement: expected Unicode text, got half of a surrogate pair");
        }
    }
}
