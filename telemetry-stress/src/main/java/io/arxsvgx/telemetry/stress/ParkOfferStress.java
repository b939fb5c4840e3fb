// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.stress;

import io.arxsvgx.telemetry.internal.ingest.ConsumerGate;
import io.arxsvgx.telemetry.internal.ingest.StripedMpscQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The loop that goes to sleep against the producer that hands in an event: each does as {@code Engine} and {@code
 * IngestDoor} do. Forbidden: the loop sees an empty queue and sleeps, the producer sees the gate still open and wakes
 * nobody, and the event waits beside the sleeping loop.
 */
@JCStressTest
@Outcome(id = "stayed awake", expect = Expect.ACCEPTABLE, desc = "The loop saw the event and did not sleep.")
@Outcome(id = "woken", expect = Expect.ACCEPTABLE, desc = "The loop slept and was woken.")
@Outcome(id = "overslept", expect = Expect.FORBIDDEN, desc = "The loop sleeps beside an event.")
@State
public class ParkOfferStress {
    private final StripedMpscQueue queue = new StripedMpscQueue(16, 2);
    private final ConsumerGate gate = new ConsumerGate(queue);
    private boolean slept;
    private boolean wakes;

    /** The producer. */
    @Actor
    public void offer() {
        queue.offer(Subject.NORMAL);
        wakes = queue.first().shouldCheckGate() && gate.state() == ConsumerGate.PARKED && gate.wake();
    }

    /** The loop. */
    @Actor
    public void park() {
        slept = gate.park() && queue.isEmpty();
    }

    /** Whether it oversleeps. */
    @Arbiter
    public void look(L_Result result) {
        result.r1 = !slept ? "stayed awake" : wakes ? "woken" : "overslept";
    }
}
