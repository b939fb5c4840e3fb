// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arxsvgx.telemetry.notify.internal.http.HttpReceiver;
import io.arxsvgx.telemetry.notify.internal.message.Commands;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import io.arxsvgx.telemetry.notify.internal.message.MessageFixture;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationEnvironment;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends alerts to Alertmanager itself, where it is installed, and compares its webhooks with those of this library. */
class RealAlertmanagerTest {
    private static final Pattern LISTENING = Pattern.compile("msg=\"?Listening on\"? .*address=([0-9.:]+)");

    @TempDir
    Path folder;

    private static @Nullable String program() {
        return Stream.of("alertmanager", "prometheus-alertmanager")
                .filter(Commands::isOnPath)
                .findFirst()
                .orElse(null);
    }

    /** Starts Alertmanager with one receiver; returns its address. */
    private String start(Process alertmanager) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(alertmanager.getInputStream(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher found = LISTENING.matcher(line);
            if (found.find()) {
                new Thread(() -> lines.lines().forEach(rest -> {})).start();
                return "http://" + found.group(1);
            }
        }
        throw new AssertionError("Alertmanager has ended");
    }

    private Process process(String program, String receiver) throws Exception {
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: team, group_by: [alertname], group_wait: 10ms, group_interval: 100ms}
                receivers:
                - name: team
                  webhook_configs: [{url: '%s/hook'}]
                """.formatted(receiver));
        return new ProcessBuilder(
                        program,
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:0",
                        "--web.external-url=http://127.0.0.1/page",
                        "--web.route-prefix=/",
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .start();
    }

    private static MessageAlert alert(String source, Map<String, String> more, @Nullable Instant end) {
        MessageAlert like = MessageFixture.firing("hot", source, more);
        Instant start = Instant.now().minusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        return new MessageAlert(
                like.id(), like.fingerprint(), end != null, like.labels(), like.annotations(), start, end, 1);
    }

    private static JsonNode alerts(String address) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/api/v2/alerts")).build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    @Test
    void send_firingAndResolved_areSoInAlertmanager() throws Exception {
        String program = program();
        assumeTrue(program != null);
        BlockingQueue<String> notified = new LinkedBlockingQueue<>();
        try (HttpReceiver receiver = HttpReceiver.start()) {
            receiver.handler(exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
                notified.add(
                        receiver.requests().get(receiver.requests().size() - 1).body());
            });
            Process process = process(program, receiver.address());
            try {
                check(start(process), notified);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private void check(String address, BlockingQueue<String> notified) throws Exception {
        Integration integration = IntegrationFixture.in(folder)
                .environment(IntegrationEnvironment.of(folder, InstantSource.system()))
                .integration("alertmanager", "url: " + address);
        MessageAlert odd = alert("pump-1", Map.of("http.route", "/x", "http_route", "y", "ü", "z"), null);
        assertThat(integration.send(message(odd, alert("pump-2", Map.of(), null))))
                .isEqualTo(Attempt.sent("200"));
        assertThat(alerts(address)).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(notified.poll(60, TimeUnit.SECONDS));
        assertThat(integration.send(message(
                        alert("pump-1", odd.labels(), Instant.now()), alert("pump-2", Map.of(), Instant.now()))))
                .isEqualTo(Attempt.sent("200"));
        JsonNode last = new ObjectMapper().readTree(notified.poll(60, TimeUnit.SECONDS));
        assertThat(first.path("status").asText()).isEqualTo("firing");
        assertThat(alert(first, "pump-1").path("labels")).isEqualTo(new ObjectMapper().readTree("""
                {"alertname": "hot", "http_route": "y", "http_route_": "/x", "_": "z", "severity": "critical",
                 "source": "pump-1", "type": "temperature"}
                """));
        assertThat(last.path("status").asText()).isEqualTo("resolved");
        assertThat(alerts(address)).isEmpty();
        compareWithOwn(first);
    }

    /** Compares the form of the webhook of Alertmanager with that of this library for the same alerts. */
    private static void compareWithOwn(JsonNode theirs) throws Exception {
        MessageAlert[] alerts = Stream.of("pump-1", "pump-2")
                .map(source -> alert(source, Map.of(), null))
                .toArray(MessageAlert[]::new);
        JsonNode own = new ObjectMapper().readTree(MessageJson.bytes(message(alerts)));
        assertThat(shape(own)).isEqualTo(shape(theirs));
        assertThat(own.path("version")).isEqualTo(theirs.path("version"));
        assertThat(own.path("groupKey").asText())
                .isEqualTo(theirs.path("groupKey").asText());
        assertThat(own.path("groupLabels")).isEqualTo(theirs.path("groupLabels"));
        JsonNode ownAlert = alert(own, "pump-2");
        JsonNode theirAlert = alert(theirs, "pump-2");
        assertThat(ownAlert.path("labels")).isEqualTo(theirAlert.path("labels"));
        assertThat(ownAlert.path("fingerprint")).isEqualTo(theirAlert.path("fingerprint"));
        assertThat(Instant.parse(theirAlert.path("startsAt").asText())).isBefore(Instant.now());
    }

    private static JsonNode alert(JsonNode document, String source) {
        for (JsonNode alert : document.path("alerts")) {
            if (alert.path("labels").path("source").asText().equals(source)) {
                return alert;
            }
        }
        throw new AssertionError("no alert of " + source);
    }

    /** Returns the kinds of values by key, those of texts that differ by alert omitted. */
    private static Map<String, String> shape(JsonNode document) {
        Map<String, String> shape = new TreeMap<>();
        document.properties()
                .forEach(field ->
                        shape.put(field.getKey(), field.getValue().getNodeType().name()));
        alert(document, "pump-2")
                .properties()
                .forEach(field -> shape.put(
                        "alerts." + field.getKey(),
                        field.getValue().getNodeType().name()));
        return shape;
    }
}
