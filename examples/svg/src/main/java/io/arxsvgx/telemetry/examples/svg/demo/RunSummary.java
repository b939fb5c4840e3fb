// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

/**
 * What a run of the demo did; its text is the demo's last line. Immutable.
 *
 * @param files files handed to the parser, broken ones included
 * @param events events handed to the processor; {@code accepted + dropped}
 * @param accepted events the processor took
 * @param processed events it was done with at the end; all it took
 * @param dropped events it refused
 * @param alertsFired alerts that fired
 * @param alertsResolved those of them that were resolved
 */
public record RunSummary(
        long files, long events, long accepted, long processed, long dropped, long alertsFired, long alertsResolved) {
    @Override
    public String toString() {
        return "demo: files=" + files + " events=" + events + " accepted=" + accepted + " processed=" + processed
                + " dropped=" + dropped + " alerts_fired=" + alertsFired + " alerts_resolved=" + alertsResolved;
    }
}
