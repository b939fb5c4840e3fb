// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

/**
 * A subscription to a processor. Closing it ends the subscription: a delivery in progress completes, and no other
 * follows.
 *
 * <pre>{@code
 * try (Subscription subscription = processor.onAlert(alert -> queue.add(alert))) {
 *     runLoad();
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /** Ends the subscription. Does nothing if it has ended. May be called from within the subscriber's own methods. */
    @Override
    void close();
}
