// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryBudgetTest {
    private static TelemetryProcessor processor(int maxHistory) {
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().maxHistorySize(maxHistory).build())
                .callerDriven()
                .build();
        processor.start();
        return processor;
    }

    private static SeriesHistory history(TelemetryProcessor processor, String source, int most) {
        return processor.series().history(source, "t", most).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 16, 17, 100})
    void history_budgetUsedUp_hasTheNewestValueOfEverySeries(int maxHistory) {
        try (TelemetryProcessor processor = processor(maxHistory)) {
            for (int value = 1; value <= 50; value++) {
                for (String source : new String[] {"a", "b", "c", "late"}) {
                    processor.ingest(TelemetryEvent.of(source, "t", value));
                }
                processor.runOnce();
                for (String source : new String[] {"a", "b", "c", "late"}) {
                    SeriesHistory newest = history(processor, source, 1);
                    assertThat(newest.values()).as(source).containsExactly(value);
                    assertThat(newest.count()).isEqualTo(value);
                    assertThat(newest.kept()).isBetween(1, value);
                    SeriesHistory all = history(processor, source, 1_000);
                    assertThat(all.size()).isBetween(1, value);
                    assertThat(all.value(all.size() - 1)).isEqualTo(value);
                }
            }
        }
    }

    @Test
    void history_noneWanted_isEmpty() {
        try (TelemetryProcessor processor = processor(0)) {
            processor.ingest(TelemetryEvent.of("a", "t", 1));
            processor.runOnce();
            assertThat(history(processor, "a", 0).size()).isZero();
        }
    }
}
