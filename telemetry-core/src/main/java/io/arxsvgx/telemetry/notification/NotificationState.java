// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notification;

import io.arxsvgx.telemetry.text.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The state of a notification. Immutable. */
public enum NotificationState {
    /** It waits for its first attempt, or for another one. */
    PENDING,
    /** The receiver has accepted it. */
    SENT,
    /** It is no longer attempted, unless a person asks for it. */
    DEAD;

    /** {@return the name in JSON: pending, sent or dead} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the state of a name.
     *
     * @param label the name, as {@link #label} returns it
     * @return the state
     * @throws IllegalArgumentException if there is none of that name; the message names the nearest one
     */
    public static NotificationState of(String label) {
        for (NotificationState state : values()) {
            if (state.label().equals(label)) {
                return state;
            }
        }
        List<String> known =
                Arrays.stream(values()).map(NotificationState::label).toList();
        throw new IllegalArgumentException(Suggestions.unknown("state", label, known));
    }
}
