// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

/** A side of a comparison. */
public interface Side {
    /** Processes all events of the workload, once unless documented otherwise. */
    void replay();

    /** Returns the number of events of a replay. */
    default int events() {
        return Workload.EVENTS;
    }

    /** Returns the number of breaches of rules so far; called after the first replay only. */
    long breaches();
}
