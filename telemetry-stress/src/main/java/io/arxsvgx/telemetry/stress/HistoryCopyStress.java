// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.stress;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.time.Instant;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Copying a history against the loop that overwrites it. Forbidden: a copy shows the time of one event with the value of
 * another, or two events that did not come one after the other. Event n has the value n at n nanoseconds.
 */
@JCStressTest
@Outcome(id = "whole", expect = Expect.ACCEPTABLE, desc = "Each value stands beside its own time, in order.")
@Outcome(id = "torn", expect = Expect.FORBIDDEN, desc = "A value stands beside another's time.")
@Outcome(id = "gap", expect = Expect.FORBIDDEN, desc = "Neighbours in the copy were none in the series.")
@State
public class HistoryCopyStress {
    private static final int RING = 16;

    private final TelemetryProcessor processor = Subject.turned();
    private final TelemetrySeries series = processor.series("s", "t");
    private int next;

    /** Begins with a full ring. */
    public HistoryCopyStress() {
        write();
    }

    private void write() {
        for (int i = 0; i < RING; i++) {
            series.record(next, Instant.ofEpochSecond(0, next));
            next++;
        }
        processor.runOnce();
    }

    /** The loop, which overwrites the ring twice. */
    @Actor
    public void update() {
        write();
        write();
    }

    /** Who copies meanwhile. */
    @Actor
    public void copy(L_Result result) {
        String seen = "whole";
        for (int i = 0; i < 4 && seen.equals("whole"); i++) {
            seen = processor
                    .series()
                    .history("s", "t", RING)
                    .map(HistoryCopyStress::judge)
                    .orElse("whole");
        }
        result.r1 = seen;
    }

    private static String judge(SeriesHistory history) {
        for (int i = 0; i < history.size(); i++) {
            if (history.value(i) != history.timeNanos(i)) {
                return "torn";
            }
            if (i > 0 && history.value(i) != history.value(i - 1) + 1) {
                return "gap";
            }
        }
        return "whole";
    }
}
