// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A confidence and the threshold it exceeds: few digits that always show the difference. */
class ConfidenceFormatTest {
    @ParameterizedTest
    @CsvSource({
        "0.9865134890839699, 0.8, 0.99 > 0.8",
        "0.9, 0.8, 0.9 > 0.8",
        "0.8012, 0.8, 0.801 > 0.8",
        "0.80000001, 0.8, 0.80000001 > 0.8",
        "0.9999, 0.8, 0.99 > 0.8",
        "0.99996, 0.995, 0.999 > 0.995",
        "1, 0.8, 1 > 0.8",
        "0.004, 0, 0.004 > 0",
        "0.85, 0.849, 0.85 > 0.849"
    })
    void above_confidence_isShortAndTrue(double confidence, double threshold, String text) {
        assertThat(ConfidenceFormat.above(confidence, threshold)).isEqualTo(text);
    }
}
