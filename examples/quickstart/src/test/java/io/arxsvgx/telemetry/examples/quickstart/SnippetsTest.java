// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static io.arxsvgx.telemetry.rules.Trend.SlopeUnit.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.Subscription;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertAction;
import io.arxsvgx.telemetry.alert.NotificationSender;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SimpleCondition;
import io.arxsvgx.telemetry.patterns.ForecastCrossing;
import io.arxsvgx.telemetry.patterns.SeriesChange;
import io.arxsvgx.telemetry.replay.Replay;
import io.arxsvgx.telemetry.replay.ReplayReport;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.rules.Anomaly;
import io.arxsvgx.telemetry.rules.DefaultRules;
import io.arxsvgx.telemetry.rules.Threshold;
import io.arxsvgx.telemetry.rules.Trend;
import io.arxsvgx.telemetry.runtime.TelemetryRuntime;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import io.arxsvgx.telemetry.server.ServerSettings;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import io.arxsvgx.telemetry.store.StateFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java snippets of the documentation, which {@link DocumentationTest} finds here. */
class SnippetsTest {
    private static final Parameter FACTOR = Parameter.number("factor", "How many times the mean is too much.")
            .within(1, 1_000)
            .withDefault(3);

    /** The receiver of alerts. */
    private static final class Pager {
        final List<String> sent = new ArrayList<>();

        synchronized void send(String text) {
            sent.add(text);
        }
    }

    @Test
    void rules_ofTheReference_areAccepted() {
        List<AlertRule> rules = List.of(
                AlertRule.builder("hot")
                        .on("temperature")
                        .when(Threshold.above(80).recoverAt(75))
                        .build(),
                AlertRule.builder("pressure_rises")
                        .on("pressure")
                        .when(Trend.slope().over(60).per(SECOND).steeperThan(0.2))
                        .build(),
                AlertRule.builder("odd_vibration")
                        .on("vibration")
                        .when(Anomaly.robust().sensitivity(0.5))
                        .build(),
                AlertRule.builder("disk_fills")
                        .on("disk_used")
                        .when(ForecastCrossing.above(90, Duration.ofHours(4)).over(200))
                        .build(),
                AlertRule.builder("latency_changed")
                        .on("latency")
                        .when(SeriesChange.ofLevelOrSpread().sensitivity(0.7))
                        .build());
        List<AlertRule> inTextForm = List.of(
                AlertRule.builder("hot")
                        .condition("threshold")
                        .parameter("field", "temperature")
                        .parameter("operator", ">")
                        .parameter("value", 80)
                        .parameter("recovery", 75)
                        .build(),
                AlertRule.builder("pressure_rises")
                        .condition("trend")
                        .parameter("field", "pressure")
                        .parameter("window", 60)
                        .parameter("threshold", 0.2)
                        .parameter("per", "second")
                        .build(),
                AlertRule.builder("odd_vibration")
                        .condition("anomaly")
                        .parameter("field", "vibration")
                        .parameter("method", "robust")
                        .parameter("sensitivity", 0.5)
                        .build(),
                AlertRule.builder("disk_fills")
                        .condition("forecast")
                        .parameter("field", "disk_used")
                        .parameter("operator", ">")
                        .parameter("value", 90)
                        .parameter("horizon", 14_400)
                        .parameter("window", 200)
                        .build(),
                AlertRule.builder("latency_changed")
                        .condition("change_point")
                        .parameter("field", "latency")
                        .parameter("sensitivity", 0.7)
                        .build());
        assertThat(rules).isEqualTo(inTextForm);

        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            rules.forEach(processor::addAlertRule);
            DefaultRules.all().forEach(processor::addAlertRule);

            assertThat(processor.alertRules()).hasSize(8);
        }
    }

    @Test
    void ruleWithAll_breached_callsItsAction() {
        Pager pager = new Pager();
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            processor.addAlertRule(AlertRule.builder("slow_parse")
                    .on("parse_millis")
                    .when(Threshold.above(250).recoverAt(100))
                    .source("svg_parser*")
                    .forDuration(Duration.ofSeconds(5))
                    .severity(Severity.CRITICAL)
                    .actions("log_alert", "page_somebody")
                    .build());
            processor.registerAction("page_somebody", alert -> pager.send(alert.description()));

            assertThat(processor.ruleStatus("slow_parse")).isPresent();
        }
        assertThat(pager.sent).isEmpty();
    }

    @Test
    void test_callerDriven_needsNoThreadAndNoWaiting() {
        ManualTimeSource time = TimeSource.manual(Instant.parse("2026-01-01T00:00:00Z"));
        TelemetryConfig config = TelemetryConfig.builder().timeSource(time).build();
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().config(config).callerDriven().build()) {
            processor.addAlertRule(AlertRule.builder("hot")
                    .on("temperature")
                    .when(Threshold.above(80))
                    .forDuration(Duration.ofSeconds(5))
                    .build());
            processor.start();

            processor.series("sensor_001", "temperature").record(91.5);
            processor.runOnce(); // the event has the time of this call
            assertThat(processor.pendingAlerts(10)).hasSize(1);

            time.advance(Duration.ofSeconds(5));
            processor.runOnce();
            assertThat(processor.alerts(10)).hasSize(1);
        }
    }

    @Test
    void action_testedAlone_getsAnAlertOfTheTest() throws Exception {
        List<String> sent = new ArrayList<>();
        AlertAction action = alert -> sent.add(alert.severity().label() + ": " + alert.description());

        action.handle(Alert.builder()
                .id("test-1")
                .ruleId("hot")
                .source("sensor_001")
                .type("temperature")
                .value(91.5)
                .startsAt(Instant.parse("2026-01-01T00:00:00Z"))
                .build());

        assertThat(sent).containsExactly("warning: hot: temperature of sensor_001: 91.5");
    }

    @Test
    void onAlert_lambda_getsAlerts() {
        List<String> log = new CopyOnWriteArrayList<>();
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().callerDriven().build()) {
            Subscription subscription = processor.onAlert(alert -> log.add(alert.state() + " " + alert.description()));
            subscription.close();
        }
        assertThat(log).isEmpty();
    }

    @Test
    void processors_named_haveTheirNames() {
        TelemetryProcessor orders = TelemetryProcessor.builder().name("orders").build();
        TelemetryProcessor billing =
                TelemetryProcessor.builder().name("billing").build();
        try (orders;
                billing) {
            assertThat(orders.name()).isEqualTo("orders");
            assertThat(billing.name()).isEqualTo("billing");
        }
    }

    @Test
    void condition_lambda_breachesByTheRulesParameter() {
        SimpleCondition surge = SimpleCondition.builder("surge")
                .parameter(FACTOR)
                .overLast(10)
                .breachesIf((window, given) -> window.newest() > given.number(FACTOR) * window.mean())
                .build();
        TelemetryProcessor processor =
                TelemetryProcessor.builder().condition(surge).build();
        processor.addAlertRule(AlertRule.builder("surge")
                .condition("surge")
                .parameter("field", "requests")
                .build());
        processor.start();
        TelemetrySeries requests = processor.series("gateway", "requests");
        for (double perSecond : new double[] {9, 11, 10, 10, 9, 11, 10, 10, 10, 10, 90}) {
            requests.record(perSecond);
        }
        assertThat(processor.flush(Duration.ofSeconds(20))).isTrue();
        processor.close();

        assertThat(processor.alerts(10)).extracting(Alert::value).containsExactly(90.0);
    }

    private static TelemetryEvent event(String time, double value) {
        return TelemetryEvent.builder()
                .timestamp(Instant.parse(time))
                .source("sensor_001")
                .type("temperature")
                .value(value)
                .build();
    }

    @Test
    void replay_ofAHistory_findsTheAlert() {
        AlertRule rule = AlertRule.builder("hot")
                .on("temperature")
                .when(Threshold.above(80))
                .build();

        List<TelemetryEvent> history = List.of(
                event("2026-01-01T00:00:00Z", 75),
                event("2026-01-01T00:00:10Z", 91),
                event("2026-01-01T00:00:20Z", 70));

        ReplayReport report = Replay.run(List.of(rule), history);

        assertThat(report.alertsFired()).isEqualTo(1);
        assertThat(report.alerts().get(0).endsAt()).isEqualTo(Instant.parse("2026-01-01T00:00:20Z"));
    }

    @Test
    void runtime_startsAndCloses_andKeepsTheAlert(@TempDir Path data) {
        TelemetryConfig config = TelemetryConfig.builder()
                .httpPort(0)
                .webSocketPort(0)
                .dashboardPort(0)
                .build();
        Pager pager = new Pager();
        NotificationSender sender = alert -> pager.send("sent " + alert.description());
        try (TelemetryRuntime runtime = TelemetryRuntime.builder()
                .config(config)
                .data(data)
                .rules(DefaultRules.all())
                .processor(builder -> builder.notificationSender(sender))
                .shutdownHook(true)
                .build()) {
            runtime.processor().registerAction("page_somebody", alert -> pager.send(alert.description()));
            runtime.start();
            System.out.println("http://127.0.0.1:" + runtime.server().httpPort() + "/");
            runtime.processor().series("sensor_001", "temperature").record(91.5);
        } // close() processes what was recorded, and saves it
        assertThat(pager.sent).containsExactly("sent High Temperature Alert: temperature of sensor_001: 91.5 > 80.0");
        try (SqliteAlertStore store = SqliteAlertStore.open(data.resolve("alerts.db"))) {
            assertThat(store.open()).extracting(Alert::source).containsExactly("sensor_001");
        }
    }

    @Test
    void server_durable_startsAndStops(@TempDir Path data) {
        TelemetryConfig config = TelemetryConfig.builder()
                .httpPort(0)
                .webSocketPort(0)
                .dashboardPort(0)
                .build();
        SqliteAlertStore store = SqliteAlertStore.open(data.resolve("alerts.db"));
        TelemetryProcessor processor =
                TelemetryProcessor.builder().config(config).alertStore(store).build();
        RealtimeTelemetryServer server = RealtimeTelemetryServer.create(
                processor,
                config,
                ServerSettings.builder().savedRules(data.resolve("rules.json")).build());
        server.loadRules();
        StateFile state = StateFile.attach(processor, store, data.resolve("state"), Duration.ofSeconds(10));
        processor.start();
        server.start();
        // …
        server.stop();
        processor.stop();
        state.close();
        processor.close();

        assertThat(data.resolve("state")).exists();
        assertThat(data.resolve("alerts.db")).exists();
    }
}
