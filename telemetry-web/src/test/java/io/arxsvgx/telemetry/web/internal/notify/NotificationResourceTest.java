// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.notification.NotificationGroup;
import io.arxsvgx.telemetry.web.FakeNotifier;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import io.arxsvgx.testsupport.RequestBodies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that notifications, receivers and groups are listed as the notifier has them, in memory. */
class NotificationResourceTest {
    private final FakeNotifier notifier = new FakeNotifier();

    @AutoClose
    private final WebFixture fixture = new WebFixture().notifier(notifier).start();

    @AutoClose
    private final WebFixture without = new WebFixture().start();

    @Test
    void notifications_ofEachState_haveTheirFields() {
        notifier.add(FakeNotifier.pending("n1", "ops", "a1", "a2"));
        notifier.add(FakeNotifier.sent("n2", "ops", "a1"));

        JsonNode all = fixture.get("/notifications").json();

        assertThat(all.get(0).toString())
                .isEqualTo("{\"id\":\"n1\",\"receiver\":\"ops\",\"integration\":\"webhook[0]\",\"group_key\":\"{}:{}\","
                        + "\"idempotency_key\":\"{}:{}/1\",\"alerts\":[\"a1\",\"a2\"],\"state\":\"pending\",\"attempts\":3,"
                        + "\"created_at\":\"2026-01-31T12:00:00Z\",\"next_attempt_at\":\"2026-01-31T12:00:05Z\","
                        + "\"last_error\":\"connection refused\",\"sent_at\":null,\"answer\":null}");
        assertThat(all.get(1).path("sent_at").asText()).isEqualTo("2026-01-31T12:00:01Z");
        assertThat(all.get(1).path("answer").asText()).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({
        "'', n1 n2 n3",
        "?state=pending, n1 n3",
        "?state=sent, n2",
        "?state=dead, ''",
        "?receiver=db, n3",
        "?alert=a1, n1 n2",
        "?alert=a1&state=pending&receiver=ops, n1",
        "?limit=1, n3",
        "?limit=0, ''",
        "?limit=99999999, n1 n2 n3"
    })
    void notifications_filters_select(String query, String ids) {
        notifier.add(FakeNotifier.pending("n1", "ops", "a1"));
        notifier.add(FakeNotifier.sent("n2", "ops", "a1"));
        notifier.add(FakeNotifier.pending("n3", "db", "a2"));

        assertThat(String.join(" ", fixture.get("/notifications" + query).json().findValuesAsText("id")))
                .isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?state=snt   | did you mean \\\"sent\\\"?",
                "?reciever=x  | did you mean \\\"receiver\\\"?",
                "?limit=-1    | limit"
            })
    void notifications_wrongQueries_are400(String query, String message) {
        Answered answer = fixture.get("/notifications" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void retry_pendingAndSent_isAttemptedOrNotFound() {
        notifier.add(FakeNotifier.pending("n 1", "ops", "a1"));
        notifier.add(FakeNotifier.sent("n2", "ops", "a1"));

        assertThat(fixture.post("/notifications/n%201/retry", "").status()).isEqualTo(204);
        assertThat(fixture.post("/notifications/n2/retry", "").status()).isEqualTo(404);
        assertThat(fixture.post("/notifications/n3/retry", "").body()).contains("n3");
        assertThat(notifier.retried()).containsExactly("n 1");
    }

    @Test
    void receivers_eachState_haveTheirFields() {
        notifier.receiver(FakeNotifier.failing("ops"));
        notifier.receiver(FakeNotifier.working("db"));

        JsonNode all = fixture.get("/receivers").json();

        assertThat(all.get(0).toString())
                .isEqualTo("{\"name\":\"ops\",\"integration\":\"webhook[0]\",\"address\":\"https://example.org\","
                        + "\"failing\":true,\"pending\":2,\"dead\":1,\"sent\":40,\"failed_attempts\":5,\"lost\":0,"
                        + "\"last_error\":\"503\",\"last_sent_at\":\"2026-01-31T12:00:00Z\",\"latency_ms\":250,"
                        + "\"next_attempt_at\":\"2026-01-31T12:00:05Z\"}");
        assertThat(all.get(1).path("latency_ms").isNull()).isTrue();
    }

    @Test
    void test_knownAndUnknownReceiver_isAnsweredOrNamesTheNearest() {
        notifier.receiver(FakeNotifier.failing("ops"));

        assertThat(fixture.post("/receivers/ops/test", "").body())
                .isEqualTo("[{\"integration\":\"webhook[0]\",\"success\":false,\"text\":\"connection refused\"}]");
        Answered unknown = fixture.post("/receivers/obs/test", "");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("message").asText()).contains("did you mean \"ops\"?");
    }

    @Test
    void groups_haveTheirLabelsAndAlerts() {
        notifier.group(new NotificationGroup("ops", "{}:{site=\"a\"}", Map.of("site", "a"), List.of("a1")));

        assertThat(fixture.get("/notifications/groups").body())
                .isEqualTo("[{\"receiver\":\"ops\",\"group_key\":\"{}:{site=\\\"a\\\"}\",\"labels\":{\"site\":\"a\"},"
                        + "\"alerts\":[\"a1\"]}]");
    }

    @Test
    void config_isYaml() {
        Answered answer = fixture.get("/notifications/config");

        assertThat(answer.header("Content-Type")).startsWith("text/yaml");
        assertThat(answer.body()).isEqualTo(notifier.configuration());
    }

    @Test
    void reload_withFaults_keepsTheConfigurationAndNamesThem() {
        assertThat(fixture.post("/-/reload", "").status()).isEqualTo(204);

        notifier.refuse("notifications.yml: route.receiver: unknown receiver \"obs\"");
        Answered answer = fixture.post("/-/reload", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("stays in force");
        assertThat(answer.json().at("/errors/0/message").asText()).contains("route.receiver", "obs");
    }

    @Test
    void alert_hasItsNotifications() {
        fixture.post("/rules", RequestBodies.rule("hot"));
        fixture.post("/telemetry", RequestBodies.event("pump", 90));
        fixture.flush();
        String id = fixture.processor.alerts(1).get(0).id();
        notifier.add(FakeNotifier.sent("n1", "ops", id));
        notifier.add(FakeNotifier.sent("n2", "ops", "other"));

        assertThat(fixture.get("/alerts/" + id).json().path("notifications").findValuesAsText("id"))
                .containsExactly("n1");
    }

    @Test
    void withoutANotifier_listsAreEmptyAndChangesNotFound() {
        for (String path : List.of("/notifications", "/notifications/groups", "/receivers")) {
            assertThat(without.get(path).body()).isEqualTo("[]");
        }
        assertThat(without.get("/notifications/config").status()).isEqualTo(200);
        for (String path : List.of("/notifications/n1/retry", "/receivers/ops/test", "/-/reload")) {
            Answered answer = without.post(path, "");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("message").asText()).contains("--notifications FILE");
        }
        assertThat(without.get("/metrics").body()).doesNotContain("telemetry_notifications");
    }

    @Test
    void metrics_ofReceivers_areByReceiverAndIntegration() {
        notifier.receiver(FakeNotifier.failing("ops"));
        notifier.receiver(FakeNotifier.working("db"));

        assertThat(fixture.get("/metrics").body().lines())
                .contains(
                        "telemetry_notification_receiver_failing{integration=\"webhook[0]\",receiver=\"ops\"} 1.0",
                        "telemetry_notifications_pending{integration=\"webhook[0]\",receiver=\"ops\"} 2.0",
                        "telemetry_notifications_dead{integration=\"webhook[0]\",receiver=\"ops\"} 1.0",
                        "telemetry_notifications_sent_total{integration=\"webhook[0]\",receiver=\"ops\"} 40.0",
                        "telemetry_notifications_failed_attempts_total{integration=\"webhook[0]\",receiver=\"ops\"} 5.0",
                        "telemetry_notifications_lost_total{integration=\"log[0]\",receiver=\"db\"} 0.0",
                        "telemetry_notification_latency_seconds{integration=\"webhook[0]\",receiver=\"ops\"} 0.25")
                .noneMatch(line -> line.startsWith("telemetry_notification_latency_seconds{integration=\"log"));
    }

    @Test
    void health_failingReceiver_isAReason() {
        notifier.receiver(FakeNotifier.failing("ops"));

        assertThat(fixture.get("/health").body()).contains("receiver ops fails: 503");
    }
}
