// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.text.Identifiers;
import java.time.Instant;

/**
 * That somebody has seen an alert. Immutable.
 *
 * @param who the person
 * @param note what they say of it; may be empty
 * @param at when
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
            throw new IllegalArgumentException("an acknowledgement needs who gives it");
        }
        if (!Identifiers.isUnicode(who) || !Identifiers.isUnicode(note)) {
            throw new IllegalArgumentException("an acknowledgement contains half of a surrogate pair");
        }
    }
}
