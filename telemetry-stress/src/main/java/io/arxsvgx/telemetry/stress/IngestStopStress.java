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
 * Ingest against start and stop. Forbidden: the producer finds the door open, the loop looks at the queue for the last
 * time and ends, the producer puts its event in and answers true, and nobody ever processes it.
 */
@JCStressTest
@Outcome(id = "kept", expect = Expect.ACCEPTABLE, desc = "Every accepted event was processed.")
@Outcome(expect = Expect.FORBIDDEN, desc = "An accepted event was left behind.")
@State
public class IngestStopStress {
    private final TelemetryProcessor processor = Subject.threaded();
    private int accepted;

    /** A producer. */
    @Actor
    public void produce() {
        for (int i = 0; i < 8; i++) {
            accepted += processor.ingest(Subject.NORMAL) ? 1 : 0;
        }
    }

    /** The loop's whole life. */
    @Actor
    public void startAndStop() {
        processor.start();
        processor.stop();
    }

    /** What became of the events. */
    @Arbiter
    public void look(L_Result result) {
        result.r1 = Subject.fate(processor, accepted);
    }
}
