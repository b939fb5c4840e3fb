// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.receiver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of an attempt. Immutable.
 *
 * @param outcome what follows
 * @param text what the receiver answered, or why it failed, without secrets; one line
 * @param retryAfter the time that the receiver asks to wait; null if it does not
 */
public record Attempt(
        Outcome outcome, String text, @Nullable Duration retryAfter) {
    /** What follows an attempt. */
    public enum Outcome {
        /** The receiver has accepted the message. */
        SENT,
        /** Another attempt may succeed. */
        RETRY,
        /** No attempt will succeed. */
        DEAD
    }

    /** Returns a success. */
    public static Attempt sent(String answer) {
        return new Attempt(Outcome.SENT, answer, null);
    }

    /** Returns a failure after which another attempt may succeed. */
    public static Attempt retry(String reason, @Nullable Duration retryAfter) {
        return new Attempt(Outcome.RETRY, reason, retryAfter);
    }

    /** Returns a failure that is final. */
    public static Attempt dead(String reason) {
        return new Attempt(Outcome.DEAD, reason, null);
    }
}
