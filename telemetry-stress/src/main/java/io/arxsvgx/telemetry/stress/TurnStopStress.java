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
 * Ingest against stop while a caller turns the loop. Forbidden: the turn has fixed its end, the producer puts an event
 * in behind that, the stop finds the turn taken and leaves the event to whoever takes it, and he lets go without looking
 * again.
 */
@JCStressTest
@Outcome(id = "kept", expect = Expect.ACCEPTABLE, desc = "Every accepted event was processed.")
@Outcome(expect = Expect.FORBIDDEN, desc = "An accepted event was left behind.")
@State
public class TurnStopStress {
    private final TelemetryProcessor processor = Subject.turned();
    private int accepted;

    /** Who turns the loop. */
    @Actor
    public void turn() {
        processor.runOnce();
    }

    /** A producer, who then stops it. */
    @Actor
    public void produceAndStop() {
        for (int i = 0; i < 3; i++) {
            accepted += processor.ingest(Subject.NORMAL) ? 1 : 0;
        }
        processor.stop();
    }

    /** What became of the events. */
    @Arbiter
    public void look(L_Result result) {
        result.r1 = Subject.fate(processor, accepted);
    }
}
