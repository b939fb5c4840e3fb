// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

/** A rule engine that evaluates the three rules. The service loader finds it if the profile "peers" has built it. */
public interface Peer {
    /** Returns its name. */
    String name();

    /** Creates a side for a workload. */
    Side side(Workload workload);
}
