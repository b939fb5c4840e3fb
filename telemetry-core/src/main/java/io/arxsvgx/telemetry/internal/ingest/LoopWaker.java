// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

/** The producers' view of the event loop. Thread-safe. */
public interface LoopWaker {
    /** Reports that an item was accepted while the consumer gate was not open, so that the loop may have to be woken. */
    void onOffer(int gateState);

    /** Returns whether the calling thread would wait for itself if it waited for the loop. */
    boolean mustNotBlock();
}
