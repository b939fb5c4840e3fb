// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertActivity;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Evidence;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of the complete written text, on which stores, clients and webhooks depend. */
class WrittenJsonTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Alert ALERT = Alert.builder()
            .id("hot-1")
            .fingerprint("abc")
            .kind(AlertKind.RULE)
            .ruleId("hot")
            .ruleName("Hot")
            .severity(Severity.WARNING)
            .state(AlertState.PENDING)
            .source("pump")
            .type("temperature")
            .value(82)
            .description("82.0 > 80.0")
            .startsAt(START)
            .evidence(new Evidence(List.of(), "value", 82, 80, Duration.ZERO, "82.0 > 80.0"))
            .build();
    private static final FailurePattern PATTERN = FailurePattern.builder()
            .patternId("p")
            .failureType(FailureType.CUMULATIVE)
            .source("pump")
            .confidence(0.00012)
            .severity(1)
            .description("wear")
            .timestamp(START)
            .build();

    private final JsonCodec json = new JsonCodec(JsonLimits.defaults());

    /** Returns a map of values in a fixed order; null is one of the values. */
    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** A surrogate pair is written as two escapes in UTF-8. */
    private void assertWritten(JsonCodec.Writing writing, String expected) {
        String whole = expected.replace("\n", "");
        assertThat(json.text(writing)).isEqualTo(whole);
        assertThat(json.bytes(writing)).asString().isEqualTo(whole.replace("\uD83D\uDD25", "\\uD83D\\uDD25"));
    }

    @Test
    void alert_pendingWithoutAnythingOptional_isThisText() {
        assertWritten(out -> AlertJson.write(out, ALERT), """
                {"id":"hot-1","type":"rule_triggered","rule_id":"hot","rule_name":"Hot","source":"pump",
                "series_labels":{},"severity":"warning","max_severity":"warning","state":"pending","description":"82.0 > 80.0",
                "timestamp":"2026-01-31T12:00:00Z","starts_at":"2026-01-31T12:00:00Z","fired_at":null,
                "ends_at":null,"end_reason":null,"occurrences":1,"fingerprint":"abc",
                "event_data":{"type":"temperature","value":82.0,"status":"OK"},"evidence":{"text":"82.0 > 80.0",
                "figure":"value","computed":82.0,"limit":80.0,"held":0,"values":[]},"labels":{},
                "annotations":{},"stale":false,"silenced":false,"durable":true,"missed_actions":0,
                "acknowledgement":null,"activity":[]}
                """);
    }

    @Test
    void alert_resolvedWithAllThereIs_isThisText() {
        Alert alert = ALERT.toBuilder()
                .severity(Severity.CRITICAL)
                .state(AlertState.RESOLVED)
                .value(2.5e7)
                .status("WARN")
                .firedAt(START.plusNanos(1))
                .endsAt(START.plusMillis(1_500))
                .endReason("the condition ended")
                .occurrences(3)
                .evidence(new Evidence(
                        List.of(0.0001, -0.0, 1e15, 9_999_999.5, 1e-13),
                        "mean",
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Duration.ofNanos(5_250_000_001L),
                        "text"))
                .labels(Map.of("team", "plant"))
                .annotations(Map.of("runbook", "https://example.org/a?b=c&d=<e>"))
                .stale(true)
                .silenced(true)
                .durable(true)
                .missedActions(2)
                .acknowledgement(new Acknowledgement("ann", "", START.plusSeconds(7)))
                .activities(
                        List.of(new AlertActivity(AlertActivity.Kind.ACKNOWLEDGED, "ann", "", START.plusSeconds(7))))
                .attributes(map("floor", 3L, "load", 2e7, "list", List.of("a", 1L, 1e-4), "map", map("x", true)))
                .build();
        assertWritten(out -> AlertJson.write(out, alert), """
                {"id":"hot-1","type":"rule_triggered","rule_id":"hot","rule_name":"Hot","source":"pump",
                "series_labels":{},"severity":"critical","max_severity":"critical","state":"resolved","description":"82.0 > 80.0",
                "timestamp":"2026-01-31T12:00:00.000000001Z","starts_at":"2026-01-31T12:00:00Z",
                "fired_at":"2026-01-31T12:00:00.000000001Z","ends_at":"2026-01-31T12:00:01.500Z",
                "end_reason":"the condition ended","occurrences":3,"fingerprint":"abc",
                "event_data":{"type":"temperature","value":25000000.0,"status":"WARN","meta":{"floor":3,
                "load":20000000.0,"list":["a",1,0.00010],"map":{"x":true}}},"evidence":{"text":"text",
                "figure":"mean","computed":null,"limit":null,"held":5.250000001,"values":[0.00010,-0.0,1.0E15,
                9999999.5,1.0E-13]},"labels":{"team":"plant"},
                "annotations":{"runbook":"https://example.org/a?b=c&d=<e>"},"stale":true,"silenced":true,
                "durable":true,"missed_actions":2,"acknowledgement":{"who":"ann","note":"",
                "at":"2026-01-31T12:00:07Z"},"activity":[{"kind":"acknowledged","who":"ann","note":"",
                "at":"2026-01-31T12:00:07Z"}]}
                """);
    }

    @Test
    void alert_ofAPattern_hasThePatternsFieldsBesideItsOwn() {
        Alert alert = ALERT.toBuilder()
                .kind(AlertKind.PATTERN)
                .state(AlertState.FIRING)
                .firedAt(START)
                .pattern(PATTERN)
                .build();
        assertWritten(out -> AlertJson.write(out, alert), """
                {"id":"hot-1","type":"pattern_detected","rule_id":"hot","rule_name":"Hot","source":"pump",
                "series_labels":{},"severity":"warning","max_severity":"warning","state":"firing","description":"82.0 > 80.0",
                "timestamp":"2026-01-31T12:00:00Z","starts_at":"2026-01-31T12:00:00Z",
                "fired_at":"2026-01-31T12:00:00Z","ends_at":null,"end_reason":null,"occurrences":1,
                "fingerprint":"abc","event_data":{"type":"temperature","value":82.0,"status":"OK"},
                "evidence":{"text":"82.0 > 80.0","figure":"value","computed":82.0,"limit":80.0,"held":0,
                "values":[]},"labels":{},"annotations":{},"stale":false,"silenced":false,"durable":true,
                "missed_actions":0,"acknowledgement":null,"activity":[],"pattern_type":"cumulative","confidence":1.2E-4,
                "pattern":{"pattern_id":"p","failure_type":"cumulative","source":"pump","type":"",
                "series_labels":{},"confidence":1.2E-4,"severity":1.0,"description":"wear","timestamp":"2026-01-31T12:00:00Z",
                "ends_at":null,"data_points":[],"metadata":{}}}
                """);
    }

    @Test
    void alert_textsThatNeedEscapes_areEscapedWhereJsonNeedsIt() {
        Alert alert = ALERT.toBuilder()
                .description("\"\\/\b\f\n\r\t\u0001\u007f\u2028 ü 温 \uD83D\uDD25 </script>")
                .labels(Map.of("a \"b\"", "\u0000"))
                .build();
        assertWritten(out -> AlertJson.write(out, alert), """
                {"id":"hot-1","type":"rule_triggered","rule_id":"hot","rule_name":"Hot","source":"pump",
                "series_labels":{},"severity":"warning","max_severity":"warning","state":"pending",
                "description":"\\"\\\\/\\b\\f\\n\\r\\t\\u0001{DEL}{LS} ü 温 🔥 </script>",
                "timestamp":"2026-01-31T12:00:00Z","starts_at":"2026-01-31T12:00:00Z","fired_at":null,
                "ends_at":null,"end_reason":null,"occurrences":1,"fingerprint":"abc",
                "event_data":{"type":"temperature","value":82.0,"status":"OK"},"evidence":{"text":"82.0 > 80.0",
                "figure":"value","computed":82.0,"limit":80.0,"held":0,"values":[]},
                "labels":{"a \\"b\\"":"\\u0000"},"annotations":{},"stale":false,"silenced":false,"durable":true,
                "missed_actions":0,"acknowledgement":null,"activity":[]}
                """.replace("{DEL}", "\u007f")
                .replace("{LS}", "\u2028"));
    }

    @Test
    void alert_intoAnOpenObject_leavesItOpen() {
        assertWritten(
                out -> {
                    out.writeStartObject();
                    out.writeStringField("before", "a");
                    AlertJson.writeFields(out, ALERT);
                    out.writeStringField("after", "b");
                    out.writeEndObject();
                },
                """
                {"before":"a","id":"hot-1","type":"rule_triggered","rule_id":"hot","rule_name":"Hot",
                "source":"pump","series_labels":{},"severity":"warning","max_severity":"warning","state":"pending","description":"82.0 > 80.0",
                "timestamp":"2026-01-31T12:00:00Z","starts_at":"2026-01-31T12:00:00Z","fired_at":null,
                "ends_at":null,"end_reason":null,"occurrences":1,"fingerprint":"abc",
                "event_data":{"type":"temperature","value":82.0,"status":"OK"},"evidence":{"text":"82.0 > 80.0",
                "figure":"value","computed":82.0,"limit":80.0,"held":0,"values":[]},"labels":{},
                "annotations":{},"stale":false,"silenced":false,"durable":true,"missed_actions":0,
                "acknowledgement":null,"activity":[],"after":"b"}
                """);
    }

    @Test
    void pattern_withAllThereIs_isThisText() {
        FailurePattern pattern = PATTERN.toBuilder()
                .type("temperature")
                .endsAt(START.plusMillis(1))
                .dataPoints(List.of(1.0, 2e8, 5e-4))
                .metadata(map(
                        "period",
                        24,
                        "p_value",
                        1e-5f,
                        "big",
                        BigInteger.TWO.pow(70),
                        "exact",
                        new BigDecimal("1E+3"),
                        "none",
                        null,
                        "at",
                        START,
                        "kind",
                        FailureType.TREND,
                        "list",
                        Arrays.asList(Double.NaN, null, "a")))
                .build();
        assertWritten(out -> PatternJson.write(out, pattern), """
                {"pattern_id":"p","failure_type":"cumulative","source":"pump","type":"temperature",
                "series_labels":{},"confidence":1.2E-4,"severity":1.0,"description":"wear","timestamp":"2026-01-31T12:00:00Z",
                "ends_at":"2026-01-31T12:00:00.001Z","data_points":[1.0,200000000.0,0.00050],
                "metadata":{"period":24,"p_value":0.000009999999747378752,"big":1180591620717411303424,
                "exact":1E+3,"none":null,"at":"2026-01-31T12:00:00Z","kind":"TREND","list":[null,null,"a"]}}
                """);
    }

    @Test
    void risk_isThisText() {
        Map<String, Double> factors = new LinkedHashMap<>();
        factors.put("wear", 1e-4);
        factors.put("alerts", 0.5);
        RiskAssessment risk = new RiskAssessment("pump", 2e-4, factors, List.of("inspect", "replace"), START);
        assertWritten(out -> PatternJson.write(out, risk), """
                {"component":"pump","risk":2.0E-4,"factors":{"wear":0.00010,"alerts":0.5},
                "recommendations":["inspect","replace"],"timestamp":"2026-01-31T12:00:00Z"}
                """);
    }

    @Test
    void silence_isThisText() {
        Map<String, String> matchers = new LinkedHashMap<>();
        matchers.put("source", "pump*");
        matchers.put("label.team", "plant");
        Silence silence = new Silence("s-1", matchers, START, START.plusSeconds(3_600), "ann", "");
        assertWritten(out -> SilenceJson.write(out, silence), """
                {"id":"s-1","matchers":{"source":"pump*","label.team":"plant"},
                "starts_at":"2026-01-31T12:00:00Z","ends_at":"2026-01-31T13:00:00Z","who":"ann","note":""}
                """);
    }

    private static AlertRule rule() {
        return AlertRule.builder("hot")
                .name("Hot")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("value", 80)
                .parameter("recovery", 1e-4)
                .parameter("flag", true)
                .severity(Severity.INFO)
                .enabled(false)
                .actions("log_alert", "page")
                .source("pump_*")
                .forDuration(Duration.ofMillis(1_500))
                .keepFiringFor(Duration.ofNanos(1))
                .repeatInterval(Duration.ofHours(1))
                .label("team", "plant")
                .annotation("runbook", "see there")
                .build();
    }

    @Test
    void rule_withAllThereIs_isThisText() {
        assertWritten(out -> RuleJson.write(out, rule()), """
                {"rule_id":"hot","name":"Hot","condition":"threshold","parameters":{"field":"temperature",
                "value":80,"recovery":0.00010,"flag":true},"severity":"info","enabled":false,
                "actions":["log_alert","page"],"source":"pump_*","for":1.5,"keep_firing_for":0.000000001,
                "repeat_interval":3600,"labels":{"team":"plant"},"annotations":{"runbook":"see there"}}
                """);
    }

    @Test
    void rule_withWhatIsRequired_isThisText() {
        AlertRule rule = AlertRule.builder("r")
                .condition("trend")
                .parameter("field", "load")
                .build();
        assertWritten(out -> RuleJson.write(out, rule), """
                {"rule_id":"r","name":"r","condition":"trend","parameters":{"field":"load"},
                "severity":"warning","enabled":true,"actions":[],"source":"*","for":0,"keep_firing_for":0,
                "repeat_interval":0,"labels":{},"annotations":{}}
                """);
    }

    @Test
    void ruleStatus_isTheRuleWithItsStatusBeside() {
        RuleStatus status = RuleStatus.builder()
                .rule(rule())
                .seriesMatched(5)
                .lastEvaluated(START)
                .pending(List.of(ALERT))
                .firing(2)
                .lastError("no season")
                .seriesFailed(1)
                .unknownActions(List.of("page"))
                .warnings(List.of("action \"page\" is unknown"))
                .build();
        assertWritten(out -> SnapshotJson.write(out, status), """
                {"rule_id":"hot","name":"Hot","condition":"threshold","parameters":{"field":"temperature",
                "value":80,"recovery":0.00010,"flag":true},"severity":"info","enabled":false,
                "actions":["log_alert","page"],"source":"pump_*","for":1.5,"keep_firing_for":0.000000001,
                "repeat_interval":3600,"labels":{"team":"plant"},"annotations":{"runbook":"see there"},
                "warnings":["action \\"page\\" is unknown"],"live":{"series_matched":5,"alerts":2,"pending":1,
                "last_evaluated":"2026-01-31T12:00:00Z","last_error":"no season","series_failed":1,
                "unknown_actions":["page"]}}
                """);
    }

    @Test
    void ruleStatus_ofARuleThatHasSeenNothing_hasNulls() {
        RuleStatus status = RuleStatus.builder()
                .rule(AlertRule.builder("r")
                        .condition("trend")
                        .parameter("field", "load")
                        .build())
                .build();
        assertWritten(out -> SnapshotJson.write(out, status), """
                {"rule_id":"r","name":"r","condition":"trend","parameters":{"field":"load"},
                "severity":"warning","enabled":true,"actions":[],"source":"*","for":0,"keep_firing_for":0,
                "repeat_interval":0,"labels":{},"annotations":{},"warnings":[],"live":{"series_matched":0,
                "alerts":0,"pending":0,"last_evaluated":null,"last_error":null,"series_failed":0,
                "unknown_actions":[]}}
                """);
    }

    @Test
    void dashboard_isThisText() {
        DashboardSnapshot dashboard = DashboardSnapshot.builder()
                .lastUpdate(START)
                .totalEvents(12_345_678_901L)
                .activeAlerts(1)
                .systemStatus(SystemStatus.WARNING)
                .recentAlerts(List.of(ALERT))
                .patternCount(1)
                .riskAssessments(List.of(new RiskAssessment("pump", 0.5, Map.of(), List.of(), START)))
                .analytics(map("b", map("rate", 1e-4), "a", List.of(1)))
                .metrics(ProcessorMetrics.builder().patternRate(1e-4).build())
                .build();
        assertWritten(out -> SnapshotJson.write(out, dashboard), """
                {"last_update":"2026-01-31T12:00:00Z","total_events":12345678901,"active_alerts":1,
                "system_status":"warning","recent_alerts":[{"id":"hot-1","type":"rule_triggered",
                "rule_id":"hot","rule_name":"Hot","source":"pump","series_labels":{},"severity":"warning","max_severity":"warning","state":"pending",
                "description":"82.0 > 80.0","timestamp":"2026-01-31T12:00:00Z",
                "starts_at":"2026-01-31T12:00:00Z","fired_at":null,"ends_at":null,"end_reason":null,
                "occurrences":1,"fingerprint":"abc","event_data":{"type":"temperature","value":82.0,
                "status":"OK"},"evidence":{"text":"82.0 > 80.0","figure":"value","computed":82.0,"limit":80.0,
                "held":0,"values":[]},"labels":{},"annotations":{},"stale":false,"silenced":false,
                "durable":true,"missed_actions":0,"acknowledgement":null,"activity":[]}],"pattern_count":1,
                "risk_assessments":[{"component":"pump","risk":0.5,"factors":{},"recommendations":[],
                "timestamp":"2026-01-31T12:00:00Z"}],"analytics":{"a":[1],"b":{"rate":0.00010}},
                "metrics":{"offered":0,"accepted":0,"processed":0,"waiting":0,"evaluated":0,"dropped":0,
                "dropped_by_reason":{},"discarded":0,"discarded_by_reason":{},"adjusted":0,"late":0,
                "active_alerts":0,"active_alerts_by_severity":{"info":0,"warning":0,"critical":0},
                "pending_alerts":0,"alerts_fired":0,"alerts_resolved":0,"system_status":"healthy",
                "status_reason":"","processing_latency":{"p50":0,"p99":0,"max":0},"buffer_capacity":0,
                "buffer_utilization":0.0,"series":0,"rules":0,"pattern_rate":1.0E-4,"condition_faults":0,
                "action_calls":0,"action_faults":0,"action_timeouts":0,"action_overflows":0,
                "subscriber_missed":0,"store_faults":0,"store_coalesced":0,"store_backlog":0,"store_lost":0,
                "detector_faults":0}}
                """);
    }
}
