// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapLimitsTest {
    private static final long MIB = 1 << 20;

    @Test
    void bigHeap_leavesTheDefaults() {
        for (long heap : new long[] {1_024 * MIB, 4_096 * MIB, Long.MAX_VALUE}) {
            assertThat(HeapLimits.maxSeries(heap)).isEqualTo(100_000);
            assertThat(HeapLimits.maxHistory(heap)).isEqualTo(100_000);
        }
    }

    @Test
    void smallHeap_hasRoomForWhatItAllows() {
        for (long heap : new long[] {48 * MIB, 64 * MIB, 128 * MIB, 512 * MIB}) {
            assertThat(HeapLimits.maxSeries(heap) * 4_600L).isBetween(heap / 20, heap / 3 * 2);
            assertThat(HeapLimits.maxHistory(heap) * 16L).isBetween(heap / 1_000, heap / 64);
        }
        assertThat(HeapLimits.maxSeries(64 * MIB)).isEqualTo(1_395);
        assertThat(HeapLimits.maxSeries(8 * MIB)).isEqualTo(1_000);
    }

    @Test
    void config_notSet_followsTheHeapOfThisProcess() {
        long heap = Runtime.getRuntime().maxMemory();

        assertThat(TelemetryConfig.defaults().maxSeries()).isEqualTo(HeapLimits.maxSeries(heap));
        assertThat(TelemetryConfig.defaults().maxHistorySize()).isEqualTo(HeapLimits.maxHistory(heap));
        assertThat(TelemetryConfig.builder().maxSeries(7_000_000).build().maxSeries())
                .isEqualTo(7_000_000);
    }
}
