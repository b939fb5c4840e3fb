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
 * An event loop that parks while a producer ingests an event, with the steps of the event loop and {@code
 * IngestGateway}. Forbidden: the loop finds the queue empty and parks, the producer finds the gate still open and does
 * not wake it, and the event waits while the loop is parked.
 */
@JCStressTest
@Outcome(id = "not parked", expect = Expect.ACCEPTABLE, desc = "The loop saw the event and did not park.")
@Outcome(id = "woken", expect = Expect.ACCEPTABLE, desc = "The loop parked and was woken.")
@Outcome(id = "lost wake-up", expect = Expect.FORBIDDEN, desc = "The loop is parked while an event waits.")
@State
public class ParkOfferStress {
    private final StripedMpscQueue queue = new StripedMpscQueue(16, 2);
    private final ConsumerGate gate = new ConsumerGate(queue);
    private boolean slept;
    private boolean wakes;

    /** Adds an event, and wakes the loop if necessary. */
    @Actor
    public void offer() {
        queue.offer(Subject.NORMAL);
        wakes = queue.first().shouldCheckGate() && gate.state() == ConsumerGate.PARKED && gate.wake();
    }

    /** Parks the loop if the queue is empty. */
    @Actor
    public void park() {
        slept = gate.park() && queue.isEmpty();
    }

    /** Checks whether a wake-up was lost. */
    @Arbiter
    public void look(L_Result result) {
        result.r1 = !slept ? "not parked" : wakes ? "woken" : "lost wake-up";
    }
}
