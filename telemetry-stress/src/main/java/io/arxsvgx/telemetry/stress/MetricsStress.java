// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.stress;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Reading the metrics during ingest and processing. Forbidden: a reading with more processed than accepted events, in
 * which the identities of counts do not hold, or with smaller counts than an earlier one.
 */
@JCStressTest
@Outcome(id = "consistent", expect = Expect.ACCEPTABLE, desc = "Both readings are consistent.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A reading is inconsistent, or smaller than an earlier one.")
@State
public class MetricsStress {
    private final TelemetryProcessor processor = Subject.turned();

    /** Ingests events, and runs the event loop. */
    @Actor
    public void produceAndTurn() {
        for (int i = 0; i < 8; i++) {
            processor.ingest(Subject.NORMAL);
            processor.runOnce();
        }
    }

    /** Reads the metrics twice. */
    @Actor
    public void read(L_Result result) {
        ProcessorMetrics first = processor.metrics();
        ProcessorMetrics second = processor.metrics();
        boolean back = second.processed() < first.processed() || second.accepted() < first.accepted();
        result.r1 = back ? "decreased" : addsUp(first) && addsUp(second) ? "consistent" : second.toString();
    }

    private static boolean addsUp(ProcessorMetrics metrics) {
        return metrics.waiting() >= 0
                && metrics.evaluated() >= 0
                && metrics.accepted() == metrics.processed() + metrics.waiting()
                && metrics.offered() == metrics.accepted() + metrics.dropped()
                && metrics.processed() == metrics.evaluated() + metrics.discarded();
    }
}
