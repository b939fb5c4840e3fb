// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;

/** The caller-driven processor, with ingest and event loop on the same thread. */
final class Replayed implements Side {
    /** The number of events between two runs of the loop. */
    private static final int BATCH = 8_192;

    private final Workload workload;
    private final TelemetryProcessor processor;
    private final TelemetrySeries[] series;
    private final TelemetryEvent[] events;

    private Replayed(Workload workload, List<AlertRule> rules, boolean byEvent) {
        this.workload = workload;
        processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder()
                        .bufferSize(BATCH)
                        .maxHistorySize(0)
                        .build())
                .callerDriven()
                .build();
        rules.forEach(processor::addAlertRule);
        processor.start();
        series = new TelemetrySeries[workload.seriesCount()];
        for (int i = 0; i < series.length; i++) {
            series[i] = processor.series(workload.source(i), Rules.TYPE);
        }
        events = new TelemetryEvent[byEvent ? Workload.EVENTS : 0];
        for (int i = 0; i < events.length; i++) {
            events[i] = TelemetryEvent.of(workload.source(workload.series(i)), Rules.TYPE, workload.value(i));
        }
    }

    static Replayed byHandle(Workload workload, List<AlertRule> rules) {
        return new Replayed(workload, rules, false);
    }

    static Replayed byEvent(Workload workload, List<AlertRule> rules) {
        return new Replayed(workload, rules, true);
    }

    @Override
    public void replay() {
        int taken = 0;
        for (int begin = 0; begin < Workload.EVENTS; begin += BATCH) {
            taken += events.length > 0 ? ingest(begin) : record(begin);
            processor.runOnce();
        }
        if (taken != Workload.EVENTS) {
            throw new IllegalStateException("only " + taken + " events accepted");
        }
    }

    private int record(int begin) {
        int taken = 0;
        for (int i = begin; i < begin + BATCH; i++) {
            taken += series[workload.series(i)].record(workload.value(i)) ? 1 : 0;
        }
        return taken;
    }

    private int ingest(int begin) {
        int taken = 0;
        for (int i = begin; i < begin + BATCH; i++) {
            taken += processor.ingest(events[i]) ? 1 : 0;
        }
        return taken;
    }

    @Override
    public long breaches() {
        long discarded = processor.metrics().discarded();
        if (discarded > 0) {
            throw new IllegalStateException(discarded + " events discarded");
        }
        return processor.alerts(Integer.MAX_VALUE).stream()
                .mapToLong(Alert::occurrences)
                .sum();
    }
}
