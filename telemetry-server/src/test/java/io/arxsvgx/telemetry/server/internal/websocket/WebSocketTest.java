// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import static io.arxsvgx.telemetry.server.ServerFixture.event;
import static io.arxsvgx.telemetry.server.ServerFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.server.ServerFixture;
import io.arxsvgx.telemetry.server.ServerSettings;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of every message of the protocol, over real sockets. */
class WebSocketTest {
    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    private ServerFixture fixture =
            ServerFixture.create(TelemetryConfig.builder().processingInterval(Duration.ofMillis(100)));
    private final List<Client> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(client -> client.socket.abort());
        fixture.close();
    }

    /** A client that keeps the messages that it receives. */
    private static final class Client implements WebSocket.Listener {
        final LinkedBlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final boolean reads;
        WebSocket socket;

        Client(boolean reads) {
            this.reads = reads;
        }

        @Override
        public void onOpen(WebSocket opened) {
            if (reads) {
                opened.request(1);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(JSON.read(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return null;
        }

        void send(String message) {
            socket.sendText(message, true).join();
        }

        JsonNode next() throws InterruptedException {
            JsonNode next = received.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("a message").isNotNull();
            return next;
        }

        JsonNode next(Predicate<JsonNode> wanted) throws InterruptedException {
            JsonNode next = next();
            while (!wanted.test(next)) {
                next = next();
            }
            return next;
        }

        Client subscribed(String... channels) throws InterruptedException {
            send("{\"type\":\"subscribe\",\"channels\":[\"" + String.join("\",\"", channels) + "\"]}");
            next(message -> message.path("type").asText().equals("subscribed"));
            return this;
        }
    }

    private Client connect(boolean reads, String path, String... protocols) {
        Client client = new Client(reads);
        WebSocket.Builder builder = fixture.client.newWebSocketBuilder();
        if (protocols.length > 0) {
            builder.subprotocols(
                    protocols[0],
                    List.of(protocols).subList(1, protocols.length).toArray(String[]::new));
        }
        client.socket = builder.buildAsync(
                        URI.create("ws://127.0.0.1:" + fixture.server.webSocketPort() + path), client)
                .join();
        clients.add(client);
        return client;
    }

    private Client connect() {
        return connect(true, "/");
    }

    @Test
    void subscribe_alertsAndDashboard_areDelivered() throws InterruptedException {
        fixture.post("/rules", rule("hot"));
        Client client = connect();
        client.send("{\"type\":\"subscribe\",\"channels\":[\"alerts\",\"dashboard\"]}");
        JsonNode answer = client.next(message -> message.path("type").asText().equals("subscribed"));
        assertThat(answer.path("channels").toString()).isEqualTo("[\"alerts\",\"dashboard\"]");
        fixture.post("/telemetry", event("a", 90));
        JsonNode alert = client.next(message -> message.path("type").asText().equals("alert"));
        assertThat(alert.path("data").path("rule_id").asText()).isEqualTo("hot");
        assertThat(alert.path("data").path("state").asText()).isEqualTo("firing");
        JsonNode dashboard =
                client.next(message -> message.path("type").asText().equals("dashboard"));
        assertThat(dashboard.path("data").has("system_status")).isTrue();
    }

    @Test
    void unsubscribe_channel_isQuiet() throws InterruptedException {
        Client client = connect().subscribed("dashboard", "alerts");
        client.send("{\"type\":\"unsubscribe\",\"channels\":[\"dashboard\"]}");
        JsonNode answer = client.next(message -> message.path("type").asText().equals("subscribed"));
        assertThat(answer.path("channels").toString()).isEqualTo("[\"alerts\"]");
        client.received.clear();
        client.send("{\"type\":\"ping\"}");
        assertThat(client.next().path("type").asText()).isIn("pong", "dashboard");
    }

    @Test
    void telemetry_sentByAClient_isIngestedAndShownToOthers() throws InterruptedException {
        Client other = connect().subscribed("telemetry");
        connect().send("{\"type\":\"telemetry\",\"data\":" + event("a", 42) + "}");
        JsonNode telemetry = other.next();
        assertThat(telemetry.path("type").asText()).isEqualTo("telemetry");
        assertThat(telemetry.path("data").get(0).path("value").asDouble()).isEqualTo(42);
    }

    @Test
    void ping_anyTime_isAnswered() throws InterruptedException {
        Client client = connect();
        client.send("{\"type\":\"ping\"}");
        assertThat(client.next().toString()).isEqualTo("{\"type\":\"pong\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{}",
                "{\"type\":\"subscrib\"}",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"channels\":[\"alert\"]}",
                "{\"type\":\"telemetry\"}",
                "{\"type\":\"telemetry\",\"data\":{\"source\":\"a\"}}",
                "{\"type\":\"telemetry\",\"data\":[1]}",
                "{\"type\":\"watch\"}",
                "{\"type\":\"watch\",\"series\":[{\"source\":\"a\"}]}",
            })
    void message_bad_isAnsweredWithAnErrorAndTheConnectionStays(String message) throws InterruptedException {
        Client client = connect();
        client.send(message);
        JsonNode answer = client.next();
        assertThat(answer.path("type").asText()).isEqualTo("error");
        assertThat(answer.path("message").asText()).isNotBlank();
        client.send("{\"type\":\"ping\"}");
        assertThat(client.next().path("type").asText()).isEqualTo("pong");
    }

    @Test
    void frame_binary_closesWith1003() throws Exception {
        Client client = connect();
        client.socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1003);
    }

    @Test
    void message_tooLarge_closesWith1009() throws Exception {
        Client client = connect();
        client.socket
                .sendText("x".repeat((1 << 20) + 10), true)
                .exceptionally(broken -> null)
                .join();
        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
    }

    @Test
    void frame_tooLarge_closesWith1009AndSmallerOnesDoNot() throws Exception {
        fixture.close();
        fixture = ServerFixture.create(ServerSettings.builder().maxFrame(1_000).build());
        Client client = connect();
        client.socket.sendText(" ".repeat(900), false).join();
        client.socket.sendText(" ".repeat(900), false).join();
        client.send("{\"type\":\"ping\"}");
        assertThat(client.next().path("type").asText()).isEqualTo("pong");
        client.socket
                .sendText("x".repeat(1_001), true)
                .exceptionally(broken -> null)
                .join();
        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
    }

    @Test
    void subscribe_moreThanAllowed_isRefusedAndWhatThereWasStays() throws InterruptedException {
        fixture.close();
        fixture = ServerFixture.create(
                ServerSettings.builder().maxSubscriptions(2).build());
        Client client = connect().subscribed("alerts", "patterns");
        client.send("{\"type\":\"subscribe\",\"channels\":[\"telemetry\"]}");
        assertThat(client.next().path("message").asText()).contains("2 channels");
        client.send("{\"type\":\"unsubscribe\",\"channels\":[\"alerts\"]}");
        assertThat(client.next().path("channels").toString()).isEqualTo("[\"patterns\"]");
        client.subscribed("telemetry");
    }

    @Test
    void watch_series_sendsEveryValue() throws InterruptedException {
        Client client = connect();
        client.send("{\"type\":\"watch\",\"series\":[{\"source\":\"a\",\"type\":\"temperature\"}]}");
        assertThat(client.next().toString())
                .isEqualTo("{\"type\":\"watching\",\"series\":[{\"source\":\"a\",\"type\":\"temperature\"}]}");
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < 12; i++) {
            batch.append(i == 0 ? "" : ",").append(event("a", i)).append(",").append(event("b", i));
        }
        fixture.post("/telemetry", batch.append("]").toString());
        List<Integer> values = new ArrayList<>();
        while (values.size() < 12) {
            JsonNode message = client.next();
            assertThat(message.path("type").asText()).isEqualTo("values");
            for (JsonNode one : message.path("data")) {
                assertThat(one.path("source").asText()).isEqualTo("a");
                one.path("points").forEach(point -> values.add(point.get(1).asInt()));
            }
        }
        assertThat(values).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void watch_clientThatDoesNotRead_losesNothingThatIsKept() throws InterruptedException {
        Client slow = connect(false, "/");
        slow.socket
                .sendText("{\"type\":\"watch\",\"series\":[{\"source\":\"a\",\"type\":\"temperature\"}]}", true)
                .join();
        slow.socket
                .sendText("{\"type\":\"telemetry\",\"data\":" + event("other", 1) + "}", true)
                .join();
        await().until(() ->
                fixture.processor.series().history("other", "temperature", 1).isPresent());
        int count = 20_000;
        for (int i = 0; i < count; i += 1_000) {
            StringBuilder batch = new StringBuilder("[");
            for (int j = 0; j < 1_000; j++) {
                batch.append(j == 0 ? "" : ",").append(event("a", i + j));
            }
            fixture.post("/telemetry", batch.append("]").toString());
        }
        fixture.flush();
        slow.socket.request(Long.MAX_VALUE);
        int next = 0;
        while (next < count) {
            JsonNode message = slow.next();
            for (JsonNode one : message.path("data")) {
                assertThat(one.has("gap")).isFalse();
                for (JsonNode point : one.path("points")) {
                    assertThat(point.get(1).asInt()).isEqualTo(next++);
                }
            }
        }
    }

    @Test
    void overview_subscribed_tellsEachSecond() throws InterruptedException {
        Client client = connect().subscribed("overview");
        JsonNode message = client.next();
        assertThat(message.path("type").asText()).isEqualTo("overview");
        assertThat(message.path("data").path("active_alerts").path("warning").asInt(-1))
                .isZero();
        JsonNode points = fixture.get("/dashboard/history").json().path("points");
        assertThat(points).contains(message.path("data"));
    }

    @Test
    void token_set_isNeeded() throws InterruptedException {
        fixture.close();
        fixture =
                ServerFixture.create(ServerSettings.builder().apiToken("secret").build());
        assertThatThrownBy(this::connect).isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> connect(true, "/?token=wrong")).isInstanceOf(CompletionException.class);
        Client byQuery = connect(true, "/?token=secret");
        byQuery.send("{\"type\":\"ping\"}");
        assertThat(byQuery.next().path("type").asText()).isEqualTo("pong");
        Client byProtocol = connect(true, "/", "telemetry", "secret");
        assertThat(byProtocol.socket.getSubprotocol()).isEqualTo("telemetry");
    }

    @Test
    void path_other_isNoWebSocket() {
        assertThatThrownBy(() -> connect(true, "/other")).isInstanceOf(CompletionException.class);
    }

    @Test
    void client_thatDoesNotRead_receivesNumberMissedAndDelaysNobody() throws Exception {
        fixture.close();
        fixture = ServerFixture.create(ServerSettings.builder().maxOutbox(8).build());
        fixture.post("/rules", rule("hot"));
        Client slow = connect(false, "/");
        slow.socket
                .sendText("{\"type\":\"subscribe\",\"channels\":[\"alerts\"]}", true)
                .join();
        Client quick = connect().subscribed("alerts");
        int alerts = 4_000;
        for (int i = 0; i < alerts; i += 100) {
            StringBuilder batch = new StringBuilder("[");
            for (int j = 0; j < 100; j++) {
                batch.append(j == 0 ? "" : ",").append(event("s" + (i + j) + "x".repeat(500), 90));
            }
            fixture.post("/telemetry", batch.append("]").toString());
            fixture.flush();
            int upTo = i + 100;
            await().until(() -> quick.received.size() >= upTo);
        }
        slow.socket.request(Long.MAX_VALUE);
        long received = 0;
        long missed = 0;
        while (received + missed < alerts) {
            JsonNode message = slow.next();
            received += message.path("type").asText().equals("alert") ? 1 : 0;
            missed += message.path("missed").asLong(0);
        }
        assertThat(received + missed).isEqualTo(alerts);
        assertThat(missed).isPositive();
    }

    @Test
    void alerts_inAFlood_comeOrAreCounted() throws Exception {
        int flood = 20_000;
        fixture.post("/rules", rule("hot"));
        Client client = connect().subscribed("alerts");
        for (int i = 0; i < flood; i++) {
            assertThat(fixture.processor.series("oven_" + i, "temperature").record(99))
                    .isTrue();
            if (i % 1_000 == 0) {
                fixture.flush();
            }
        }

        long accounted = 0;
        while (accounted < flood) {
            JsonNode message = client.next();
            accounted += message.path("type").asText().equals("lagged")
                    ? message.path("missed").asLong()
                    : 1;
        }
        assertThat(accounted).isEqualTo(flood);
        client.send("{\"type\":\"ping\"}");
        assertThat(client.next().path("type").asText()).isEqualTo("pong");
    }

    @Test
    void manyClients_someOfWhichNeverRead_loseNothing() throws Exception {
        int many = Integer.getInteger("clients", 200);
        fixture.post("/rules", rule("hot"));
        for (int i = 0; i < many / 50; i++) {
            connect(false, "/")
                    .socket
                    .sendText("{\"type\":\"subscribe\",\"channels\":[\"alerts\"]}", true)
                    .join();
        }
        List<Client> reading = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            reading.add(connect().subscribed("alerts"));
        }
        for (int i = 0; i < 50; i++) {
            fixture.post("/telemetry", event("s" + i, 90));
        }
        for (Client client : reading) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.next().path("data").path("source").asText()).isEqualTo("s" + i);
            }
        }
    }

    @Test
    void stop_server_tellsClients() throws Exception {
        Client client = connect();
        fixture.server.stop();
        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isIn(1001, 1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"LONG\"}",
                "{\"type\":\"subscribe\",\"channels\":[\"LONG\"]}",
                "{\"type\":\"telemetry\",\"data\":{\"source\":\"a\",\"type\":\"t\",\"value\":\"LONG\"}}",
                "{\"type\":\"telemetry\",\"data\":{\"source\":[\"LONG\"],\"type\":\"t\",\"value\":1}}",
                "{\"type\":\"telemetry\",\"data\":{\"source\":\"\\ud800\",\"type\":\"t\",\"value\":1}}",
                "{\"type\":\"\\ud800\\u202e\\n\"}",
                "LONG",
                "{\"type\":NaN}",
                "{\"a\":1,\"a\":2}",
                "[[[",
            })
    void error_anyText_isShortAndNamesNoLibrary(String message) throws InterruptedException {
        Client client = connect();
        client.send(message.replace("LONG", "x".repeat(5_000)));
        String error = client.next(answer -> answer.path("type").asText().equals("error"))
                .path("message")
                .asText();
        assertThat(error)
                .hasSizeLessThan(400)
                .doesNotContain("x".repeat(101), "REDACTED", "Stream", "java.", "jackson", "Feature", "\u202e", "\n")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"value\":1e999",
                "\"value\":-1.50E+400",
                "\"value\":1e99999999999",
                "\"value\":\"1.5\"",
                "\"value\":null",
                "\"value\":1,\"timestamp\":1e999",
                "\"value\":1,\"timestamp\":1700000000000.50",
                "\"value\":1,\"status\":7",
            })
    void error_ofAnEvent_isThatOfHttp(String field) throws InterruptedException {
        String event = "{\"source\":\"a\",\"type\":\"t\"," + field + "}";
        Client client = connect();
        client.send("{\"type\":\"telemetry\",\"data\":" + event + "}");
        String error = client.next(answer -> answer.path("type").asText().equals("error"))
                .path("message")
                .asText();

        assertThat(error)
                .contains(field.substring(field.lastIndexOf(':') + 1))
                .isEqualTo(fixture.post("/telemetry", event)
                        .json()
                        .path("errors")
                        .get(0)
                        .path("message")
                        .asText());
    }

    @Test
    void telemetry_timeWithNanoseconds_isExact() throws InterruptedException {
        Client client = connect();
        client.send("{\"type\":\"telemetry\",\"data\":"
                + event("a", 1).replace("}", ",\"timestamp\":1700000000.123456789}") + "}");
        client.send("{\"type\":\"ping\"}");
        client.next();
        fixture.flush();

        assertThat(fixture.processor
                        .series()
                        .history("a", "temperature", 1)
                        .orElseThrow()
                        .time(0))
                .isEqualTo(Instant.ofEpochSecond(1_700_000_000, 123_456_789));
    }

    @Test
    void alert_ofAnEventWithMeta_hasIt() throws InterruptedException {
        fixture.post("/rules", rule("hot"));
        Client client = connect().subscribed("alerts");
        client.send("{\"type\":\"telemetry\",\"data\":" + event("a", 90).replace("}", ",\"meta\":{\"batch\":\"b7\"}}")
                + "}");
        JsonNode alert = client.next(message -> message.path("type").asText().equals("alert"));
        assertThat(alert.path("data").path("event_data").path("meta").toString())
                .isEqualTo("{\"batch\":\"b7\"}");
    }
}
