// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.ActionCounts;
import io.arxsvgx.telemetry.snapshot.AlertCounts;
import io.arxsvgx.telemetry.snapshot.BufferUsage;
import io.arxsvgx.telemetry.snapshot.EventCounts;
import io.arxsvgx.telemetry.snapshot.ProcessingLatency;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.StoreCounts;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SnapshotJsonTest {
    private final JsonCodec json = new JsonCodec(JsonLimits.defaults());

    private static ProcessorMetrics metrics() {
        return ProcessorMetrics.builder()
                .events(EventCounts.builder()
                        .accepted(100)
                        .processed(90)
                        .droppedByReason(Map.of("not_finite", 1L, "buffer_full", 2L))
                        .discardedByReason(Map.of("series_limit", 4L))
                        .adjusted(5)
                        .late(6)
                        .conditionFaults(7)
                        .series(22)
                        .build())
                .alerts(AlertCounts.builder()
                        .active(8)
                        .activeBySeverity(Map.of(Severity.CRITICAL, 8L))
                        .pending(9)
                        .fired(11)
                        .resolved(12)
                        .build())
                .actions(ActionCounts.builder()
                        .calls(13)
                        .faults(14)
                        .timeouts(15)
                        .overflows(16)
                        .subscriberMissed(17)
                        .build())
                .store(StoreCounts.builder()
                        .faults(18)
                        .coalesced(19)
                        .backlog(20)
                        .lost(21)
                        .build())
                .buffer(BufferUsage.builder().capacity(64).utilization(0.5).build())
                .systemStatus(SystemStatus.CRITICAL)
                .statusReason("8 critical alerts firing")
                .processingLatency(
                        new ProcessingLatency(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)))
                .rules(23)
                .patternRate(1.5)
                .detectorFaults(24)
                .build();
    }

    @Test
    void write_metrics_isTheFlatObjectThatItAlwaysWas() {
        assertThat(json.text(out -> SnapshotJson.write(out, metrics())))
                .isEqualTo("{\"offered\":103,\"accepted\":100,\"processed\":90,\"waiting\":10,\"evaluated\":86,"
                        + "\"dropped\":3,\"dropped_by_reason\":{\"buffer_full\":2,\"not_finite\":1},"
                        + "\"discarded\":4,\"discarded_by_reason\":{\"series_limit\":4},\"adjusted\":5,\"late\":6,"
                        + "\"active_alerts\":8,\"active_alerts_by_severity\":{\"info\":0,\"warning\":0,"
                        + "\"critical\":8},\"pending_alerts\":9,\"alerts_fired\":11,\"alerts_resolved\":12,"
                        + "\"system_status\":\"critical\",\"status_reason\":\"8 critical alerts firing\","
                        + "\"processing_latency\":{\"p50\":0.001,\"p99\":0.002,\"max\":0.003},"
                        + "\"buffer_capacity\":64,\"buffer_utilization\":0.5,\"series\":22,\"rules\":23,"
                        + "\"pattern_rate\":1.5,\"condition_faults\":7,\"action_calls\":13,\"action_faults\":14,"
                        + "\"action_timeouts\":15,\"action_overflows\":16,\"subscriber_missed\":17,"
                        + "\"store_faults\":18,\"store_coalesced\":19,\"store_backlog\":20,\"store_lost\":21,"
                        + "\"detector_faults\":24}");
    }

    /** As the contract requires, an accessor of the metrics is the JSON name in camel case. */
    @Test
    void write_metrics_everyNameIsAnAccessorInCamelCase() {
        JsonNode written = json.read(json.text(out -> SnapshotJson.write(out, metrics())));
        written.fieldNames()
                .forEachRemaining(name -> assertThatCode(() -> ProcessorMetrics.class.getMethod(camelCase(name)))
                        .doesNotThrowAnyException());
    }

    private static String camelCase(String name) {
        return Pattern.compile("_(.)")
                .matcher(name)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    @Test
    void toBuilder_oneGroupChanged_keepsTheOthers() {
        ProcessorMetrics metrics = metrics();
        ProcessorMetrics changed = metrics.toBuilder()
                .events(metrics.events().toBuilder().late(60).build())
                .build();

        assertThat(metrics.toBuilder().build()).isEqualTo(metrics).hasSameHashCodeAs(metrics);
        assertThat(changed).isNotEqualTo(metrics);
        assertThat(changed.late()).isEqualTo(60);
        assertThat(changed.store()).isEqualTo(metrics.store());
        assertThat(changed.toString()).contains("late=60", "backlog=20", "statusReason=8 critical alerts firing");
    }
}
