// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

/** One side of a comparison. */
public interface Side {
    /** Takes all events of the workload, once unless it says otherwise. */
    void replay();

    /** How many events a replay takes. */
    default int events() {
        return Workload.EVENTS;
    }

    /** How many times a rule was breached so far; asked after the first replay only. */
    long breaches();
}
