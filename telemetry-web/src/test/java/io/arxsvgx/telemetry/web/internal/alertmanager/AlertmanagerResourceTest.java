// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.notification.NotificationGroup;
import io.arxsvgx.telemetry.web.FakeNotifier;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import io.arxsvgx.testsupport.RequestBodies;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of Alertmanager's API with requests as amtool 0.25 sends them, in memory. */
class AlertmanagerResourceTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final ManualTimeSource time = TimeSource.manual(NOW);
    private final FakeNotifier notifier = new FakeNotifier();

    @AutoClose
    private final WebFixture fixture = new WebFixture()
            .config(TelemetryConfig.builder().timeSource(time))
            .notifier(notifier)
            .start();

    @BeforeEach
    void fire() {
        fixture.post("/rules", RequestBodies.rule("hot"));
        record("pump", Map.of("http.route", "/x", "site", "a"));
        record("fan", Map.of("site", "b"));
        fixture.flush();
    }

    private void record(String source, Map<String, String> labels) {
        TelemetryEvent.Builder event = TelemetryEvent.builder()
                .source(source)
                .type("temperature")
                .value(90)
                .timestamp(NOW);
        labels.forEach(event::label);
        fixture.processor.ingest(event.build());
    }

    private String idOf(String source) {
        return fixture.processor.alerts(10).stream()
                .filter(alert -> alert.source().equals(source))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static String query(String... namesAndValues) {
        StringBuilder query = new StringBuilder("?");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        return query.substring(0, query.length() - 1);
    }

    private static String silence(String name, String operator, String value) {
        boolean isRegex = operator.endsWith("~");
        return "{\"comment\":\"works\",\"createdBy\":\"ann\",\"endsAt\":\"2026-01-31T14:00:00.000Z\",\"matchers\":[{"
                + "\"isEqual\":" + operator.startsWith("=") + ",\"isRegex\":" + isRegex + ",\"name\":\"" + name
                + "\",\"value\":\"" + value + "\"}],\"startsAt\":\"2026-01-31T12:00:00.000Z\"}";
    }

    private List<String> sources(String query) {
        return fixture.get("/api/v2/alerts" + query).json().findValues("labels").stream()
                .map(labels -> labels.path("source").asText())
                .sorted()
                .toList();
    }

    @Test
    void alerts_firing_haveTheFormOfAlertmanager() {
        notifier.route("ops", "db");

        JsonNode alert = fixture.get("/api/v2/alerts" + query("filter", "source=pump"))
                .json()
                .get(0);

        assertThat(alert.path("labels").toString())
                .isEqualTo("{\"alertname\":\"hot\",\"http_route\":\"/x\",\"severity\":\"critical\",\"site\":\"a\","
                        + "\"source\":\"pump\",\"type\":\"temperature\"}");
        assertThat(alert.path("status").toString())
                .isEqualTo("{\"inhibitedBy\":[],\"silencedBy\":[],\"state\":\"active\"}");
        assertThat(alert.path("receivers").toString()).isEqualTo("[{\"name\":\"ops\"},{\"name\":\"db\"}]");
        assertThat(alert.path("startsAt").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(alert.path("updatedAt").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(alert.path("endsAt").asText()).isEqualTo("2026-01-31T12:05:00Z");
        assertThat(alert.path("generatorURL").asText()).isEqualTo("http://127.0.0.1:8081/#/alerts/" + idOf("pump"));
        assertThat(alert.path("fingerprint").asText()).matches("[0-9a-f]{16}");
        assertThat(alert.path("annotations").path("summary").asText()).isNotEmpty();
        assertThat(alert.path("annotations").path("description").asText()).contains("90");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "site=\"a\"; pump",
                "site=~\"a|b\"; fan,pump",
                "site!=\"a\"; fan",
                "site!~\"a|b\"; ''",
                "http_route=\"/x\"; pump",
                "http_route=\"\"; fan",
                "alertname=hot; fan,pump",
                "none=x; ''"
            })
    void alerts_filter_selects(String filter, String sources) {
        assertThat(String.join(",", sources(query("filter", filter)))).isEqualTo(sources);
    }

    @Test
    void alerts_severalFilters_mustAllMatch() {
        assertThat(sources(query("filter", "type=temperature", "filter", "site=b")))
                .containsExactly("fan");
        assertThat(sources(query("filter", "source=pump", "filter", "site=b"))).isEmpty();
    }

    @Test
    void alerts_receiver_isAnExpressionForTheWholeName() {
        notifier.route("ops-a");

        assertThat(sources(query("receiver", "ops-.*"))).hasSize(2);
        assertThat(sources(query("receiver", "ops"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "filter, a",
        "filter, a=~(",
        "filter, 'a=\"b'",
        "receiver, (",
        "active, maybe",
    })
    void alerts_wrongQuery_isAnsweredWithATextAsThere(String name, String value) {
        Answered answer = fixture.get("/api/v2/alerts" + query(name, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().isTextual()).isTrue();
    }

    @Test
    void alerts_silencedOnes_areSuppressedBySilence() {
        String id = fixture.post("/api/v2/silences", silence("source", "=", "pump"))
                .json()
                .path("silenceID")
                .asText();

        JsonNode pump = fixture.get("/api/v2/alerts" + query("filter", "source=pump"))
                .json()
                .get(0);
        assertThat(pump.path("status").path("state").asText()).isEqualTo("suppressed");
        assertThat(pump.path("status").path("silencedBy").toString()).isEqualTo("[\"" + id + "\"]");
        assertThat(sources(query("silenced", "false"))).containsExactly("fan");
        assertThat(sources(query("active", "false", "inhibited", "true", "unprocessed", "true")))
                .containsExactly("pump");
    }

    @Test
    void groups_areThoseOfTheNotifier() {
        notifier.route("ops");
        notifier.group(new NotificationGroup("ops", "k2", Map.of("zone.name", "b"), List.of(idOf("fan"), "resolved")));
        notifier.group(new NotificationGroup("db", "k1", Map.of("site", "a"), List.of(idOf("pump"))));
        notifier.group(new NotificationGroup("db", "k3", Map.of("site", "c"), List.of("resolved")));

        JsonNode groups = fixture.get("/api/v2/alerts/groups").json();

        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).path("receiver").path("name").asText()).isEqualTo("db");
        assertThat(groups.get(0).path("labels").toString()).isEqualTo("{\"site\":\"a\"}");
        assertThat(groups.get(1).path("labels").toString()).isEqualTo("{\"zone_name\":\"b\"}");
        assertThat(groups.get(1).path("alerts")).hasSize(1);
        assertThat(fixture.get("/api/v2/alerts/groups" + query("receiver", "ops"))
                        .json())
                .hasSize(1);
    }

    @Test
    void silence_addedAsAmtoolDoes_isShownFoundAndEnded() {
        Answered set = fixture.post("/api/v2/silences", silence("site", "=~", "a|b"));
        assertThat(set.status()).isEqualTo(200);
        String id = set.json().path("silenceID").asText();

        JsonNode shown = fixture.get("/api/v2/silence/" + id).json();
        assertThat(shown.toString())
                .isEqualTo("{\"id\":\"" + id
                        + "\",\"status\":{\"state\":\"active\"},\"updatedAt\":\"2026-01-31T12:00:00Z\","
                        + "\"comment\":\"works\",\"createdBy\":\"ann\",\"endsAt\":\"2026-01-31T14:00:00Z\",\"matchers\":["
                        + "{\"isEqual\":true,\"isRegex\":true,\"name\":\"site\",\"value\":\"a|b\"}],"
                        + "\"startsAt\":\"2026-01-31T12:00:00Z\"}");
        assertThat(fixture.get("/api/v2/silences").json().get(0)).isEqualTo(shown);
        assertThat(sources(query("silenced", "false"))).isEmpty();

        Answered ended = fixture.delete("/api/v2/silence/" + id);
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.body()).isEmpty();
        assertThat(fixture.get("/api/v2/silence/" + id).status()).isEqualTo(404);
        assertThat(fixture.delete("/api/v2/silence/" + id).status()).isEqualTo(404);
    }

    @Test
    void silence_ofANameThatWasMadeValid_coversTheLabelThatIsMeant() {
        fixture.post("/api/v2/silences", silence("http_route", "=", "/x"));

        assertThat(sources(query("silenced", "false"))).containsExactly("fan");
    }

    @Test
    void silence_withAnId_isReplaced() {
        String id = fixture.post("/api/v2/silences", silence("site", "=", "a"))
                .json()
                .path("silenceID")
                .asText();

        String changed = silence("site", "=", "b").replaceFirst("\\{", "{\"id\":\"" + id + "\",");
        assertThat(fixture.post("/api/v2/silences", changed)
                        .json()
                        .path("silenceID")
                        .asText())
                .isEqualTo(id);

        assertThat(fixture.get("/api/v2/silences").json()).hasSize(1);
        assertThat(sources(query("silenced", "false"))).containsExactly("pump");
        assertThat(fixture.post("/api/v2/silences", changed.replace(id, "none")).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "site=\"a\"; 1",
                "site=~\"a.*\"; 1",
                "site=\"b\"; 0",
                "source=\"\"; 1",
                "site=\"\"; 0",
                "site!=\"\"; 1"
            })
    void silences_filter_comparesTheValuesOfMatchers(String filter, int count) {
        fixture.post("/api/v2/silences", silence("site", "=", "a"));

        assertThat(fixture.get("/api/v2/silences" + query("filter", filter)).json())
                .hasSize(count);
    }

    @Test
    void silences_future_isPendingAndThenActive() {
        fixture.post("/api/v2/silences", silence("site", "=", "a").replace("T12:00:00.000Z", "T13:00:00.000Z"));

        assertThat(fixture.get("/api/v2/silences").json().at("/0/status/state").asText())
                .isEqualTo("pending");
        time.advance(Duration.ofMinutes(61));
        assertThat(fixture.get("/api/v2/silences").json().at("/0/status/state").asText())
                .isEqualTo("active");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"isRegex\":false; \"isRegex\":7; isRegex",
                "\"value\":\"a\"; \"value\":\"\"; every alert",
                "\"name\":\"site\"; \"name\":\"\"; name",
                "T14:00:00; T11:00:00; endsAt",
                "T12:00:00; T15:00:00; startsAt",
                "\"2026-01-31T12:00:00.000Z\"; 7; startsAt",
                "\"createdBy\":\"ann\"; \"createdBy\":\" \"; who",
                "\"comment\":\"works\"; \"note\":1; comment",
                "\"matchers\":[; \"matchers\":7,\"x\":[; matchers",
                "{\"comment\"; {{\"comment\"; JSON"
            })
    void silence_faulty_isRefusedWithATextAsThere(String part, String other, String message) {
        Answered answer =
                fixture.post("/api/v2/silences", silence("site", "=", "a").replace(part, other));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().asText()).contains(message);
        assertThat(fixture.get("/silences").json()).isEmpty();
    }

    @Test
    void receiversAndStatus_areThoseOfTheNotifier() {
        notifier.receiver(FakeNotifier.failing("ops"));
        notifier.receiver(FakeNotifier.working("ops"));
        notifier.receiver(FakeNotifier.working("db"));

        assertThat(fixture.get("/api/v2/receivers").body()).isEqualTo("[{\"name\":\"ops\"},{\"name\":\"db\"}]");
        JsonNode status = fixture.get("/api/v2/status").json();
        assertThat(status.at("/config/original").asText()).isEqualTo(notifier.configuration());
        assertThat(status.at("/cluster/status").asText()).isEqualTo("disabled");
        assertThat(status.path("uptime").asText()).isEqualTo("2026-01-31T12:00:00Z");
    }

    @Test
    void page_addressWithApi_isThatOfTheApiToo() {
        for (String path : List.of("/api/v2/alerts", "/api/api/v2/alerts")) {
            assertThat(fixture.send(fixture.dashboardRequest(path).GET()).json())
                    .hasSize(2);
        }
    }

    @Test
    void withoutANotifier_alertsAreShownWithoutReceivers() {
        try (WebFixture plain = new WebFixture().start()) {
            plain.post("/rules", RequestBodies.rule("hot"));
            plain.post("/telemetry", RequestBodies.event("pump", 90));
            plain.flush();
            assertThat(plain.get("/api/v2/alerts").json().at("/0/receivers")).isEmpty();
            assertThat(plain.get("/api/v2/alerts/groups").body()).isEqualTo("[]");
            assertThat(plain.get("/api/v2/receivers").body()).isEqualTo("[]");
            assertThat(plain.get("/api/v2/status").json().at("/config/original").asText())
                    .isEmpty();
        }
    }
}
