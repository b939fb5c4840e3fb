// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.examples.svg.Recording;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TelemetrySvgParserTest {
    private static final byte[] FILE = "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0h1v1z\"/></svg>".getBytes(UTF_8);

    @AutoClose
    private final Recording recording = new Recording(
            TelemetrySvgParser.BYTES,
            TelemetrySvgParser.ELEMENTS,
            TelemetrySvgParser.ATTRIBUTES,
            TelemetrySvgParser.SEGMENTS,
            TelemetrySvgParser.MILLIS,
            TelemetrySvgParser.FAILED);

    @Test
    void parse_goodFile_recordsEachQuantityUnderItsOwnType() {
        SvgParser delegate = StaxSvgParser.create();
        SvgParser slow = svg -> {
            recording.clock().advance(Duration.ofNanos(2_500_000));
            return delegate.parse(svg);
        };

        wrap(slow).parse(FILE);

        assertThat(recording.firstEvents())
                .containsExactly(
                        "svg_parser/parse_bytes=" + (double) FILE.length + " processing",
                        "svg_parser/parse_millis=2.5 completed",
                        "svg_parser/parse_elements=2.0 completed",
                        "svg_parser/parse_attributes=2.0 completed",
                        "svg_parser/parse_segments=4.0 completed",
                        "svg_parser/parse_failed=0.0 completed");
    }

    @Test
    void parse_goodFile_passesResultThroughUnchanged() {
        var document = new SvgDocument(1, Map.of("svg", 1), 0, 0, null, null, null);

        assertThat(wrap(svg -> document).parse(FILE)).isSameAs(document);
    }

    @Test
    void parse_fileHandedIn_reachesTheParserItself() {
        byte[][] seen = new byte[1][];

        wrap(svg -> {
                    seen[0] = svg;
                    return StaxSvgParser.create().parse(svg);
                })
                .parse(FILE);

        assertThat(seen[0]).isSameAs(FILE);
    }

    @Test
    void parse_brokenFile_recordsFailureAndPassesExceptionThrough() {
        var failure = new SvgParseException(1, 2, "broken");

        assertThatThrownBy(() -> wrap(svg -> {
                            throw failure;
                        })
                        .parse(FILE))
                .isSameAs(failure);

        assertThat(recording.firstEvents())
                .containsExactly(
                        "svg_parser/parse_bytes=" + (double) FILE.length + " processing",
                        "svg_parser/parse_failed=1.0 failed");
    }

    @Test
    void parse_parserRunsOutOfStack_passesErrorThrough() {
        var error = new StackOverflowError();

        assertThatThrownBy(() -> wrap(svg -> {
                            throw error;
                        })
                        .parse(FILE))
                .isSameAs(error);

        assertThat(recording.firstEvents()).contains("svg_parser/parse_failed=1.0 failed");
    }

    @Test
    void parse_processorStopped_parsesAllTheSame() {
        recording.processor().stop();

        assertThat(wrap(StaxSvgParser.create()).parse(FILE).elements()).isEqualTo(2);
        assertThat(recording.processor().metrics().dropped()).isEqualTo(6);
    }

    private SvgParser wrap(SvgParser delegate) {
        return TelemetrySvgParser.wrap(delegate, recording.processor(), recording.clock());
    }
}
