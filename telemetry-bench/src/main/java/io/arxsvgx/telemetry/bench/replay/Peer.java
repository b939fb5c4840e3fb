// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

/** A rule engine that takes the three rules; found by the service loader where the profile "peers" has built it. */
public interface Peer {
    /** Its name. */
    String name();

    /** Sets it up for a workload. */
    Side side(Workload workload);
}
