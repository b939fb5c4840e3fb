// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A stack of resources that are closed in reverse order. The interrupt flag of the thread is clear during each step and set
 * again at the end: with it set, files could not be written. Not thread-safe.
 */
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
        boolean interrupted = false;
        while (!steps.isEmpty()) {
            interrupted |= Thread.interrupted();
            try {
                steps.pop().close();
            } catch (Throwable e) {
                interrupted |= e instanceof InterruptedException;
                failure = failure == null ? e : withSuppressed(failure, e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }

    private static Throwable withSuppressed(Throwable first, Throwable next) {
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }
}
