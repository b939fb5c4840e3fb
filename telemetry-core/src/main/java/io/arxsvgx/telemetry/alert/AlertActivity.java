// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.text.Identifiers;
import java.time.Instant;
import java.util.Locale;

/**
 * An entry in the activity log of an alert: what a person or a silence did to it. {@link Alert#activities()} has the
 * newest ones; they are stored with the alert. Immutable.
 *
 * @param kind what was done
 * @param who the person, or who set the silence; empty if the processor did it
 * @param note what they say of it; may be empty
 * @param at when
 */
public record AlertActivity(Kind kind, String who, String note, Instant at) {
    /** The maximum number of entries that an alert keeps. */
    public static final int MAX_ENTRIES = 100;

    /** What was done to an alert. Immutable. */
    public enum Kind {
        /** A person has seen it. */
        ACKNOWLEDGED,
        /** The acknowledgement was taken back, or ended because the severity was raised. */
        UNACKNOWLEDGED,
        /** A silence began to suppress its notifications. */
        SILENCED,
        /** No silence suppresses its notifications any more. */
        UNSILENCED;

        /**
         * Returns the name of the kind in JSON.
         *
         * @return the lower-case name
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the parts.
     *
     * @param kind as {@link #kind()}
     * @param who as {@link #who()}
     * @param note as {@link #note()}
     * @param at as {@link #at()}
     * @throws IllegalArgumentException if UTF-8 cannot encode one of the texts
     */
    public AlertActivity {
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
        if (!Identifiers.isUnicode(who) || !Identifiers.isUnicode(note)) {
            throw new IllegalArgumentException("who, note: expected text that UTF-8 can encode");
        }
    }
}
