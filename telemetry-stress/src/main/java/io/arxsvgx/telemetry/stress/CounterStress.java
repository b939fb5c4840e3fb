// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.stress;

import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A counter that is incremented after the counted write, with a concurrent reader. Forbidden: the reader sees the count
 * without the write, a torn count, or a count that decreases.
 */
@JCStressTest
@Outcome(id = "before", expect = Expect.ACCEPTABLE, desc = "The reader ran first.")
@Outcome(id = "after", expect = Expect.ACCEPTABLE, desc = "The reader saw the count and the counted write.")
@Outcome(
        expect = Expect.FORBIDDEN,
        desc = "The reader saw the count without the counted write, a torn count, or a decreasing one.")
@State
public class CounterStress {
    private static final long STEP = 0x1_0000_0001L;

    private final SingleWriterCounter counter = new SingleWriterCounter();
    private int done;

    /** Writes and counts. */
    @Actor
    public void count() {
        done = 1;
        counter.add(STEP);
    }

    /** Reads the count and the write. */
    @Actor
    public void read(L_Result result) {
        long first = counter.get();
        int seen = done;
        long second = counter.get();
        if (second < first) {
            result.r1 = "decreased";
        } else if (first == 0) {
            result.r1 = "before";
        } else {
            result.r1 = first == STEP && seen == 1 ? "after" : "saw " + first + " and " + seen;
        }
    }
}
