// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.internal.alert.AlertListener;
import java.util.List;

/** The engine's view of the subscribers to alerts, patterns and snapshots. */
public interface SubscriberPort extends AlertListener {
    /** Delivers a snapshot. */
    void snapshotDue();

    void start();

    /** Delivers messages until a reading of {@link System#nanoTime}; returns the number of undelivered ones. */
    int stop(long deadline);

    void close();

    /** Interrupts calls that have timed out. */
    void check(long now);

    /** Returns the number of dropped messages. */
    long missed();

    /** Returns the subscribers that hang or have failed, until their next success; each in one line. */
    List<String> problems();
}
