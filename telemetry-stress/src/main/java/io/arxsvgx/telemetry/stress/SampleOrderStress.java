// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.stress;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.series.SeriesHistory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Two producers that each record into their own series, over several rounds of a small ring, while one of them runs the
 * event loop. Forbidden: a value arrives in the other series, too early, twice or never, because a slot was read before
 * it was written, or written before it was read.
 */
@JCStressTest
@Outcome(id = "in order", expect = Expect.ACCEPTABLE, desc = "Each series has its producer's values in order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A series has other values than its producer recorded.")
@State
public class SampleOrderStress {
    private static final int EACH = 50;
    private static final TelemetryConfig CONFIG =
            TelemetryConfig.builder().bufferSize(16).maxHistorySize(1_000).build();

    private final TelemetryProcessor processor = Subject.turned(CONFIG);
    private final TelemetrySeries up = processor.series("up", "t");
    private final TelemetrySeries down = processor.series("down", "t");
    private int ups;
    private int downs;

    /** Registers both series, so that further values use the series handles. */
    public SampleOrderStress() {
        up.record(0);
        down.record(0);
        processor.runOnce();
    }

    /** Records as the first producer. */
    @Actor
    public void recordUp() {
        for (int i = 0; i < EACH; i++) {
            ups += up.record(ups + 1) ? 1 : 0;
        }
    }

    /** Records as the second producer, and runs the event loop. */
    @Actor
    public void recordDownAndTurn() {
        for (int i = 0; i < EACH; i++) {
            downs += down.record(-downs - 1) ? 1 : 0;
            if (i % 4 == 0) {
                processor.runOnce();
            }
        }
    }

    /** Checks whether each series has the recorded values. */
    @Arbiter
    public void look(L_Result result) {
        processor.runOnce();
        boolean right = isAll("up", ups, 1) && isAll("down", downs, -1);
        result.r1 = right ? "in order" : "other values";
    }

    /**
     * Returns whether a series has all values. The first value was 0, which is not shown when the history's ring is
     * just full.
     */
    private boolean isAll(String source, int recorded, int step) {
        SeriesHistory history =
                processor.series().history(source, "t", 2 * EACH).orElseThrow();
        int missing = recorded + 1 - history.size();
        boolean all = missing == 0 || (missing == 1 && Integer.bitCount(recorded + 1) == 1);
        for (int i = 0; i < history.size(); i++) {
            all &= history.value(i) == step * (missing + i);
        }
        return all;
    }
}
