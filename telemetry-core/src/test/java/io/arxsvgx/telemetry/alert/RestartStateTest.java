// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.START;
import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.testing.RestartFixture;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The state of pending alerts, lists of alerts and series after a restart. */
class RestartStateTest {
    @AutoClose
    private final RestartFixture process = new RestartFixture();

    @Test
    void pending_afterARestart_keepsTheAttributesOfItsEvents() throws IOException {
        Map<String, Object> first = Map.of("batch", "a", "floor", 3L);
        Map<String, Object> last = new LinkedHashMap<>();
        last.put("batch", "b");
        last.put("ok", true);
        last.put("bad", false);
        last.put("load", 0.5);
        last.put("count", 7L);
        last.put("big", new BigInteger("123456789012345678901234567890"));
        last.put("tags", Arrays.asList("x", 1L, null, List.of()));
        last.put("at", Map.of("x", 1.5, "deep", Map.of("\u00fc", "\ud83d\ude00")));
        AlertRule rule = above("hot").forDuration(seconds(30)).build();
        process.start(rule);
        eventWith(first);
        process.restart(rule);
        assertThat(process.current.pendingAlerts(1).get(0).attributes()).isEqualTo(first);
        process.clock(5);
        eventWith(last);
        process.restart(rule);
        process.restart(rule);
        process.clock(30);
        process.current.runOnce();

        assertThat(process.current.alerts(1).get(0).state()).isEqualTo(AlertState.FIRING);
        assertThat(process.current.alerts(1).get(0).attributes())
                .isEqualTo(last)
                .isUnmodifiable();
    }

    private void eventWith(Map<String, ?> attributes) {
        TelemetryEvent.Builder event =
                TelemetryEvent.builder().source("s").type(TYPE).value(HIGH);
        attributes.forEach(event::attribute);
        process.ingest(event.build());
    }

    @Test
    void pending_afterARestart_keepsItsOccurrencesAndEvidence() throws IOException {
        AlertRule rule = above("hot").forDuration(seconds(30)).build();
        process.start(rule);
        process.event(85);
        process.clock(1);
        process.event(90);
        Alert before = process.current.ruleStatus("hot").orElseThrow().pending().get(0);
        process.restart(rule);

        assertThat(process.current.ruleStatus("hot").orElseThrow().pending()).containsExactly(before);
        process.clock(30);
        process.current.runOnce();
        Alert fired = process.current.alerts(1).get(0);
        assertThat(fired.id()).isEqualTo(before.id());
        assertThat(fired.occurrences()).isEqualTo(2);
        assertThat(fired.startsAt()).isEqualTo(START);
    }

    @Test
    void lateEvents_afterARestart_stillKeepTheSeriesFromGoingStale() throws IOException {
        AlertRule rule = above("hot").build();
        process.start(rule);
        process.event(HIGH);
        process.clock(299);
        process.ingest(TelemetryEvent.builder()
                .timestamp(at(-5))
                .source("s")
                .type(TYPE)
                .value(HIGH)
                .build());
        process.restart(rule);
        process.clock(400);
        process.current.runOnce();

        assertThat(process.current.alerts(1).get(0).stale()).isFalse();
    }

    @Test
    void restoredAlerts_areListedInTheOrderOfFiring() throws IOException {
        AlertRule rule = above("hot").build();
        process.start(rule);
        List<Instant> fired = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            process.clock(i);
            process.ingest(TelemetryEvent.of("s" + (i * 7) % 20, TYPE, HIGH));
            fired.add(at(i));
        }
        process.restart(rule);

        assertThat(process.current.alerts(100)).extracting(Alert::firedAt).containsExactlyElementsOf(fired);
    }

    @Test
    void restart_history_keepsItsTimes() throws IOException {
        process.start(above("hot").build());
        process.event(1);
        process.clock(5);
        process.event(2);
        process.current.stop();
        process.clock(1_000);
        process.restart(above("hot").build());
        assertThat(process.current.series().history("s", TYPE, 10).orElseThrow().time(1))
                .isEqualTo(at(5));
        process.clock(1_001);
        process.event(3);

        assertThat(process.current.series().history("s", TYPE, 10).orElseThrow().time(0))
                .isEqualTo(at(0));
        assertThat(process.current.series().history("s", TYPE, 10).orElseThrow().time(2))
                .isEqualTo(at(1_001));
    }
}
