// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathDataTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                   | 0",
                "'   '                                | 0",
                "M0 0                                 | 1",
                "m0,0                                 | 1",
                "M0 0z                                | 2",
                "M0 0zzz                              | 4",
                "M0 0 L1 1 2 2 3 3                    | 4",
                "M0 0 1 1 2 2                         | 3",
                "M0 0H1 2 3V4                         | 5",
                "M0 0C1 1 2 2 3 3 4 4 5 5 6 6         | 3",
                "M0 0S1 1 2 2Q1 1 2 2T3 3 4 4         | 5",
                "M0 0 z m1 1                          | 3",
                "M0 0 z l1 1                          | 3",
                "'M 0,0 , 1,1'                        | 2"
            })
    void segments_validCommands_countsCommandsAndRepeats(String text, int expected) throws Exception {
        assertThat(PathData.segments(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "M1.5.5                       | 1",
                "M.5.5.5.5                    | 2",
                "M1-2-3-4                     | 2",
                "M1+2                         | 1",
                "M1e3-2E-1                    | 1",
                "M1e3.5                       | 1",
                "M-.5e+2-.5                   | 1",
                "M0 0a1 1 0 01.5.5            | 2",
                "M0 0a1 1 0 0 1 .5.5          | 2",
                "M0 0a1,1,0,0,1,.5,.5         | 2",
                "M0 0a1 1 0 1110 10           | 2",
                "M0 0a1 1 0 0110 10 1 1 0 00-5-5 | 3",
                "M0 0a1.5.5 0 01-3 0c1-1.5.5-2-1-3z | 4"
            })
    void segments_numbersGluedTogether_splitsThemAsTheGrammarSays(String text, int expected) throws Exception {
        assertThat(PathData.segments(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 10L20 20         | 1  | expected M or m, but found \"1\"",
                "L1 1                | 1  | expected M or m, but found \"L\"",
                "M                   | 2  | expected a number, but the text ends",
                "M0                  | 3  | expected a number, but the text ends",
                "M0 0L5              | 7  | expected a number, but the text ends",
                "M0 0K1 1            | 5  | expected a command, but found \"K\"",
                "M0 0z1              | 6  | expected a command, but found \"1\"",
                "'M0 0L1,,1'         | 8  | expected a number, but found \",\"",
                "'M,0 0'             | 2  | expected a number, but found \",\"",
                "'M0 0,'             | 6  | expected a number, but the text ends",
                "'M0 0,z'            | 6  | expected a number, but found \"z\"",
                "M0 0A4 4 0 2 1 9 9  | 12 | expected a flag, 0 or 1, but found \"2\"",
                "M0 0A4 4 0 1        | 13 | expected a flag, 0 or 1, but the text ends",
                "M1. 2               | 3  | expected a number, but found \".\"",
                "M+-1 2              | 2  | expected a number, but found \"+\"",
                "M0 0L1e             | 7  | expected a number, but found \"e\"",
                "M0 0😀              | 5  | expected a command, but found \"😀\""
            })
    void segments_brokenText_showsPositionAndReason(String text, int position, String reason) {
        var e = catchThrowableOfType(PathDataException.class, () -> PathData.segments(text));

        assertThat(e.position()).isEqualTo(position);
        assertThat(e).hasMessage("path data, position " + position + ": " + reason);
    }

    @Test
    void segments_everyWhiteSpaceOfTheGrammar_isSkipped() throws Exception {
        assertThat(PathData.segments("\t\n\r\f M\t0\n0\r,\f1 1 ")).isEqualTo(2);
    }
}
