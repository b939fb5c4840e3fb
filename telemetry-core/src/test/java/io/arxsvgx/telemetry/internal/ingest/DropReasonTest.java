// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.snapshot.EventCounts;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DropReasonTest {
    @Test
    void reasons_ofTheMetrics_areAllThereAre() {
        TreeSet<String> named = new TreeSet<>(EventCounts.DROP_REASONS);
        named.addAll(EventCounts.DISCARD_REASONS);
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(DropReason.values())
                        .map(DropReason::label)
                        .toList());
    }
}
