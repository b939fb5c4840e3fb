// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrometheusLabelsTest {
    @Test
    void of_invalidNames_areReplacedAndNoneIsLost() {
        assertThat(PrometheusLabels.of(Map.of("a-b", "1", "a_b", "2", "a.b", "3", "1x", "4", "", "5", "ü", "6")))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("a_b", "2", "a_b_", "1", "a_b__", "3", "_x", "4", "_", "5", "__", "6"));
    }

    @Test
    void of_emptyValue_isLeftOut() {
        assertThat(PrometheusLabels.of(Map.of("a", ""))).isEmpty();
    }

    @Property(seed = "24", tries = 300)
    void of_anyNames_areValidAndAsMany(@ForAll Map<String, Integer> labels) {
        Map<String, String> texts = new java.util.HashMap<>();
        labels.forEach((name, value) -> texts.put(name, value.toString()));
        assertThat(PrometheusLabels.of(texts))
                .hasSameSizeAs(texts)
                .allSatisfy((name, value) -> assertThat(name).matches("[a-zA-Z_][a-zA-Z0-9_]*"));
    }
}
