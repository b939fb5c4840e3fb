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
 * Ingest during start and stop. Forbidden: the producer finds the ingest gateway open, the event loop checks the queue
 * for the last time and ends, and the producer adds its event and returns true, so that the event is never processed.
 */
@JCStressTest
@Outcome(id = "kept", expect = Expect.ACCEPTABLE, desc = "Every accepted event was processed.")
@Outcome(expect = Expect.FORBIDDEN, desc = "An accepted event was not processed.")
@State
public class IngestStopStress {
    private final TelemetryProcessor processor = Subject.threaded();
    private int accepted;

    /** Ingests events. */
    @Actor
    public void produce() {
        for (int i = 0; i < 8; i++) {
            accepted += processor.ingest(Subject.NORMAL) ? 1 : 0;
        }
    }

    /** Starts and stops the processor. */
    @Actor
    public void startAndStop() {
        processor.start();
        processor.stop();
    }

    /** Checks whether the accepted events were processed. */
    @Arbiter
    public void look(L_Result result) {
        result.r1 = Subject.fate(processor, accepted);
    }
}
