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
 * Copying a history while the event loop overwrites it. Forbidden: a copy contains the time of one event with the value
 * of another, or two adjacent events that were not consecutive. Event n has the value n at n nanoseconds.
 */
@JCStressTest
@Outcome(id = "whole", expect = Expect.ACCEPTABLE, desc = "Each value has its own time, in order.")
@Outcome(id = "torn", expect = Expect.FORBIDDEN, desc = "A value has the time of another.")
@Outcome(id = "gap", expect = Expect.FORBIDDEN, desc = "Neighbours in the copy are not consecutive in the series.")
@State
public class HistoryCopyStress {
    private static final int RING = 16;

    private final TelemetryProcessor processor = Subject.turned();
    private final TelemetrySeries series = processor.series("s", "t");
    private int next;

    /** Creates a processor with a full ring. */
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

    /** Runs the event loop, which overwrites the ring twice. */
    @Actor
    public void update() {
        write();
        write();
    }

    /** Copies the history meanwhile. */
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
