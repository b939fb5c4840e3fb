// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ChangedSeriesTrackerTest {
    private final ManualTimeSource clock = TimeSource.manual(Instant.parse("2026-01-01T00:00:00Z"));

    @AutoClose
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .config(TelemetryConfig.builder().timeSource(clock).build())
            .callerDriven()
            .build();

    private final ChangedSeriesTracker changed = new ChangedSeriesTracker(3);

    ChangedSeriesTrackerTest() {
        processor.start();
    }

    private void record(String... sources) {
        for (String source : sources) {
            processor.ingest(TelemetryEvent.of(source, "load", 1));
        }
        processor.runOnce();
    }

    private List<String> next() {
        return changed.next(processor).stream().map(series -> series.source()).toList();
    }

    @Test
    void next_valuesSince_areTheirSeries() {
        record("a", "b");
        assertThat(next()).containsExactly("a", "b");
        assertThat(next()).isEmpty();

        record("b", "b");
        assertThat(next()).containsExactly("b");
        assertThat(next()).isEmpty();
    }

    @Test
    void next_moreThanFitIntoAMessage_takeTurns() {
        String[] all = {"a", "b", "c", "d", "e", "f", "g", "h"};
        record(all);
        Set<String> sent = new TreeSet<>();
        for (int look = 0; look < 3; look++) {
            sent.addAll(next());
            record(all); // all of them change each time
        }
        assertThat(sent).containsExactly(all);

        assertThat(next()).hasSize(3);
    }

    @Test
    void next_seriesOfTheSameSource_areTwo() {
        record("a");
        processor.ingest(TelemetryEvent.of("a", "heat", 2));
        processor.runOnce();

        assertThat(changed.next(processor)).extracting(series -> series.type()).containsExactly("heat", "load");
    }

    @Test
    void next_seriesThatWasForgottenAndComesAgain_isSent() {
        record("a", "b");
        assertThat(next()).hasSize(2);

        clock.advance(Duration.ofHours(2));
        record("b");
        assertThat(next()).containsExactly("b");
        record("a");

        assertThat(next()).containsExactly("a");
    }

    @Test
    void clear_all_areUnsent() {
        record("a");
        next();
        changed.clear();

        assertThat(next()).containsExactly("a");
    }
}
