// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.stress;

import io.arxsvgx.telemetry.internal.ingest.MpscRingBuffer;
import io.arxsvgx.telemetry.internal.ingest.StripedMpscQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Two producers, whose contention may split the queue; one of them is also the consumer. Forbidden: a later item of a
 * producer is consumed before an earlier one, because the earlier one is in a stripe that the consumer has already
 * passed.
 */
@JCStressTest
@Outcome(
        id = "in order",
        expect = Expect.ACCEPTABLE,
        desc = "Each producer's items were consumed in its order, each once.")
@Outcome(expect = Expect.FORBIDDEN, desc = "An item was consumed too early, twice or never.")
@State
public class QueueOrderStress {
    private static final int EACH = 200;

    private final StripedMpscQueue queue = new StripedMpscQueue(2 * EACH, 4);
    private final int[] next = new int[2];
    private String seen = "in order";

    private void take(MpscRingBuffer ring, int count) {
        for (int i = 0; i < count; i++) {
            consume((Integer) ring.item(ring.at()));
            ring.free(ring.at() + 1);
        }
    }

    private void consume(int number) {
        if (number / 2 != next[number % 2]) {
            seen = "producer " + number % 2 + " out of order";
        }
        next[number % 2] = number / 2 + 1;
    }

    private void turn() {
        queue.begin();
        queue.drain(this::take, Integer.MAX_VALUE);
    }

    private void offer(int number) {
        if (!queue.offer(number)) {
            throw new IllegalStateException("item " + number + " rejected although the queue has space");
        }
    }

    /** Produces as the first producer. */
    @Actor
    public void produce() {
        for (int i = 0; i < EACH; i++) {
            offer(2 * i);
        }
    }

    /** Produces as the second producer, and consumes. */
    @Actor
    public void produceAndDrain() {
        for (int i = 0; i < EACH; i++) {
            offer(2 * i + 1);
            if (i % 16 == 0) {
                turn();
            }
        }
    }

    /** Consumes the rest, and checks that all items were consumed. */
    @Arbiter
    public void look(L_Result result) {
        turn();
        boolean all = next[0] == EACH && next[1] == EACH;
        result.r1 = all ? seen : "lost some";
    }
}
