// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.stress;

import io.arxsvgx.telemetry.TelemetryProcessor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Ingest during stop while a caller runs the event loop. Forbidden: the run has fixed its end, the producer adds an
 * event after that, and the stop finds the run active and leaves the event to it, but the run ends without checking the
 * queue again.
 */
@JCStressTest
@Outcome(id = "kept", expect = Expect.ACCEPTABLE, desc = "Every accepted event was processed.")
@Outcome(expect = Expect.FORBIDDEN, desc = "An accepted event was not processed.")
@State
public class TurnStopStress {
    private final TelemetryProcessor processor = Subject.turned();
    private int accepted;

    /** Runs the event loop once. */
    @Actor
    public void turn() {
        processor.runOnce();
    }

    /** Ingests events, then stops the processor. */
    @Actor
    public void produceAndStop() {
        for (int i = 0; i < 3; i++) {
            accepted += processor.ingest(Subject.NORMAL) ? 1 : 0;
        }
        processor.stop();
    }

    /** Checks whether the accepted events were processed. */
    @Arbiter
    public void look(L_Result result) {
        result.r1 = Subject.fate(processor, accepted);
    }
}
