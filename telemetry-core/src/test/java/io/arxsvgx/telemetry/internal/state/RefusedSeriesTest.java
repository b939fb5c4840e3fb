// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.text.LabelSet;
import org.junit.jupiter.api.Test;

/** A type is named as one with too many series only if it has its half of them. */
class RefusedSeriesTest {
    private final SeriesRegistry registry = new SeriesRegistry(4, 0, 5);

    private SeriesState find(String source, String type) {
        return registry.find(source, type, LabelSet.EMPTY);
    }

    @Test
    void find_limitOfAllReachedByManyTypes_blamesNoType() {
        for (int i = 0; i < 4; i++) {
            assertThat(find("a", "type" + i)).isNotNull();
        }
        assertThat(find("b", "type1")).isNull();

        assertThat(registry.refusing()).isEmpty();
        assertThat(registry.types().get("type1").refused.get()).isEqualTo(1);
    }

    @Test
    void find_halfOfTheLimitReachedByOneType_namesItOnce() {
        find("a", "type");
        find("b", "type");
        assertThat(find("c", "type")).isNull();
        assertThat(find("d", "type")).isNull();
        assertThat(find("a", "other")).isNotNull();

        assertThat(registry.refusing()).extracting(type -> type.type).containsExactly("type");
        assertThat(registry.types().get("type").refused.get()).isEqualTo(2);
    }
}
