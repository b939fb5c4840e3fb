// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

/**
 * The result of a run of the demo; its text is the demo's last line. Immutable.
 *
 * @param files files passed to the parser, including broken ones
 * @param events events offered to the processor; {@code accepted + dropped}
 * @param accepted events that the processor accepted
 * @param processed events that were processed at the end; all accepted ones
 * @param dropped events that were dropped
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
