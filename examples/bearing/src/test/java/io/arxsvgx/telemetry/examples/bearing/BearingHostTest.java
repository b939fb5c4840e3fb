// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearingHostTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bearing_wears_isWarnedOfLongBeforeItFails(long seed) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Life life = BearingHost.print(seed, new PrintStream(text, true, StandardCharsets.UTF_8));

        int lifetime = life.failed() - Watch.MAINTENANCE;
        assertThat(life.first()).hasValueSatisfying(warning -> {
            assertThat(life.failed() - warning.minute()).isGreaterThan(lifetime / 5);
            assertThat(warning.alert().recommendedActions()).isNotEmpty();
        });
        assertThat(life.at(0.75)).hasValueSatisfying(warning -> {
            double left = life.failed() - warning.minute();
            assertThat(Math.abs(warning.predicted() - life.failed())).isLessThan((long) (0.5 * left) + 20);
        });
        assertThat(text.toString(StandardCharsets.UTF_8)).contains("bearing/").contains("will cross");
    }
}
