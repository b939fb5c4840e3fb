// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.internal.alert.AlertListener;
import java.util.List;

/** The engine's view of who is told of alerts, patterns and snapshots. */
public interface SubscriberPort extends AlertListener {
    /** A snapshot is due. */
    void snapshotDue();

    void start();

    /** Lets messages be delivered until a reading of {@link System#nanoTime}; answers how many were left. */
    int stop(long deadline);

    void close();

    /** Looks after calls that take too long. */
    void check(long now);

    /** Messages that were left out. */
    long missed();

    /** Those that hang or have failed, until their next success; each in one line. */
    List<String> problems();
}
