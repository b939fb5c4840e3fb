// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import java.net.URI;
import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class ScreenTextTest {
    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    private final ScreenText text = new ScreenText(URI.create("http://127.0.0.1:8080"), true);

    private static JsonNode dashboard(long events) {
        return JSON.read("{\"last_update\":\"2026-01-01T00:00:00Z\",\"total_events\":" + events
                + ",\"active_alerts\":1,\"system_status\":\"warning\",\"pattern_count\":0,\"recent_alerts\":["
                + "{\"timestamp\":\"2026-01-01T00:00:00Z\",\"state\":\"resolved\",\"severity\":\"info\",\"description\":\"old\"},"
                + "{\"timestamp\":\"2026-01-01T00:00:01Z\",\"state\":\"firing\",\"severity\":\"critical\",\"description\":"
                + "\"too\\u001b[31m hot\"}],\"metrics\":{\"status_reason\":\"a stall\",\"processing_latency\":"
                + "{\"p50\":0.001,\"p99\":0.002}}}");
    }

    private static MonitorSample sample() {
        return MonitorSample.of(dashboard(3_000), dashboard(1_000), 2_000_000_000);
    }

    private List<String> plain(int width, int height) {
        return text.lines(sample(), width, height).stream()
                .map(AttributedString::toString)
                .toList();
    }

    @Test
    void lines_anySize_fitTheScreenExactly() {
        text.add(sample());
        for (int height = 1; height < 40; height++) {
            for (int width = 1; width < 200; width += 7) {
                int most = width;
                assertThat(text.lines(sample(), width, height))
                        .hasSize(height)
                        .allMatch(line -> line.columnLength() <= most);
            }
        }
    }

    @Test
    void lines_sample_showsStatusRatesAndNewestAlertFirst() {
        text.add(sample());

        List<String> lines = plain(120, 24);

        assertThat(lines.get(0)).contains("warning", "http://127.0.0.1:8080");
        assertThat(lines.get(1)).isEqualTo("a stall");
        assertThat(lines.get(2)).contains("1,000 events/s").contains("█");
        assertThat(lines.get(8)).contains("firing", "critical", "too\\u001B[31m hot");
        assertThat(lines.get(9)).contains("resolved", "old");
        assertThat(lines.get(23)).isEqualTo("q quits");
    }

    @Test
    void lines_controlCharactersOfOthers_doNotReachTheTerminal() {
        assertThat(String.join("\n", plain(120, 24))).doesNotContain("\u001b");
    }

    @Test
    void rate_serverStartedAnew_isZero() {
        assertThat(MonitorSample.of(dashboard(5), dashboard(1_000), 1_000_000_000)
                        .rate())
                .isZero();
        assertThat(MonitorSample.of(dashboard(5), MissingNode.getInstance(), 1_000_000_000)
                        .rate())
                .isZero();
    }

    @Test
    void sparkline_figures_areScaledToTheHighestShown() {
        Sparkline line = new Sparkline();
        assertThat(line.text(10)).isEmpty();
        line.add(100);
        line.add(0);
        line.add(3.5);
        line.add(7);

        assertThat(line.text(3)).isEqualTo("▁▅█");
        assertThat(line.text(0)).isEmpty();
    }
}
