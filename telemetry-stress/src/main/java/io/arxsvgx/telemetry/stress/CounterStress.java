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
 * A count, raised after what it counts, against a reader. Forbidden: the reader sees the count but not what was done
 * before it was raised, or a half-written count, or one that goes back.
 */
@JCStressTest
@Outcome(id = "before", expect = Expect.ACCEPTABLE, desc = "The reader came first.")
@Outcome(id = "after", expect = Expect.ACCEPTABLE, desc = "The count, and what it counts, were seen.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The count was seen without what it counts, in part, or going back.")
@State
public class CounterStress {
    private static final long STEP = 0x1_0000_0001L;

    private final SingleWriterCounter counter = new SingleWriterCounter();
    private int done;

    /** Who does and counts. */
    @Actor
    public void count() {
        done = 1;
        counter.add(STEP);
    }

    /** Who reads. */
    @Actor
    public void read(L_Result result) {
        long first = counter.get();
        int seen = done;
        long second = counter.get();
        if (second < first) {
            result.r1 = "went back";
        } else if (first == 0) {
            result.r1 = "before";
        } else {
            result.r1 = first == STEP && seen == 1 ? "after" : "saw " + first + " and " + seen;
        }
    }
}
