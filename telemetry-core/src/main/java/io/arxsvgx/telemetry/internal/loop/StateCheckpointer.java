// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.internal.checkpoint.StateSnapshot;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.ingest.SeriesHandle;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A writer of checkpoints while the loop runs, some series at a time, which also restores them before the first event
 * of another process. Each series is written as it is between two passes, so series may be written at different times.
 */
public final class StateCheckpointer {
    private static final int MAX_BATCH_SERIES = 64;

    private final ProcessorEngine engine;
    /** The checkpoint that the first pass restores. */
    private @Nullable StateSnapshot saved;

    private List<Alert> open = List.of();

    StateCheckpointer(ProcessorEngine engine) {
        this.engine = engine;
    }

    /** Writes all series. For one thread at a time, but not the loop's. */
    public void save(OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        StateSnapshot.begin(out, engine.settings.wall().getAsLong(), engine.parts.rules.entries());
        List<SeriesState> all = engine.parts.registry.allWithStreams();
        for (int from = 0; from < all.size(); from += MAX_BATCH_SERIES) {
            List<SeriesState> some = all.subList(from, Math.min(all.size(), from + MAX_BATCH_SERIES));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(MAX_BATCH_SERIES * 2_048);
            engine.betweenPasses(() -> write(some, new DataOutputStream(bytes)));
            bytes.writeTo(out);
        }
        StateSnapshot.end(out);
        out.flush();
    }

    private void write(List<SeriesState> some, DataOutputStream out) {
        long clock = engine.clock();
        long downtime = engine.downtime() + engine.parts.seriesClock.downtimeBefore();
        for (SeriesState series : some) {
            if (series.token != SeriesHandle.NO_TOKEN && (series.count() > 0 || series.isScheduled())) {
                try {
                    StateSnapshot.write(out, series, clock, downtime);
                } catch (Throwable fault) {
                    DistinctErrorLog.rethrowFatal(fault);
                    engine.parts.faults.log("cannot write a series to the checkpoint", fault);
                }
            }
        }
    }

    /** Reads a checkpoint, which the first pass restores. */
    public void read(DataInputStream in, List<Alert> alerts) throws IOException {
        saved = StateSnapshot.read(in);
        open = List.copyOf(alerts);
    }

    /** Sets the alerts to restore without saved series, so that windows start empty. */
    public void read(List<Alert> alerts) {
        saved = new StateSnapshot(engine.settings.wall().getAsLong(), null, List.of());
        open = List.copyOf(alerts);
    }

    /** Restores the checkpoint, if any; called by the loop once the rules have been applied. */
    void restore(long clock) {
        StateSnapshot state = saved;
        if (state != null) {
            saved = null;
            new StateRestorer(engine, state, clock).restore(open);
            open = List.of();
        }
    }
}
