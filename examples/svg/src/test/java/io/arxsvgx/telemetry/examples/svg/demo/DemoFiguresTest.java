// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoFiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "16.666666, 16.67",
        "0.000123456, 0.0001235",
        "1000, 1000",
        "123456.7, 123457",
        "1e20, 100000000000000000000",
        "-2.50, -2.5",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void brief_anyNumber_isShortAndPlain(double value, String expected) {
        assertThat(DemoFigures.brief(value)).isEqualTo(expected);
    }

    @Test
    void newest_longList_showsItsEnd() {
        assertThat(DemoFigures.newest(List.of(1.0, 2.5))).isEqualTo("1 2.5");
        assertThat(DemoFigures.newest(List.of())).isEmpty();
        assertThat(DemoFigures.newest(Collections.nCopies(100, 3.0))).isEqualTo("... 3 3 3 3 3 3 3 3");
    }
}
