// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What has to be closed, last first. Not thread-safe. */
final class CloseSequence implements AutoCloseable {
    private final Deque<AutoCloseable> steps = new ArrayDeque<>();

    /** Adds what is closed before all that was added earlier. */
    void push(AutoCloseable step) {
        steps.push(step);
    }

    /**
     * Closes everything, each step even if another one fails.
     *
     * @throws RuntimeException what the first failing step threw, or an {@link IllegalStateException} with it as the cause if it
     *     is checked; further failures are suppressed in it
     */
    @Override
    public void close() {
        Throwable failure = closeAll(null);
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException("not closed cleanly: " + failure, failure);
        }
    }

    /**
     * Closes everything because something failed.
     *
     * @param cause what failed; failures of closing are suppressed in it
     */
    void closeAfter(Throwable cause) {
        closeAll(cause);
    }

    private @Nullable Throwable closeAll(@Nullable Throwable earlier) {
        Throwable failure = earlier;
        while (!steps.isEmpty()) {
            failure = combined(failure, close(steps.pop()));
        }
        return failure;
    }

    private static @Nullable Throwable close(AutoCloseable step) {
        try {
            step.close();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private static @Nullable Throwable combined(@Nullable Throwable first, @Nullable Throwable next) {
        if (first == null || next == null) {
            return first == null ? next : first;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }
}
