// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A processor and its server on free ports, called over real sockets. */
public final class ServerFixture implements AutoCloseable {
    public static final Duration LONG = Duration.ofSeconds(20);

    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    public TelemetryProcessor processor;
    public RealtimeTelemetryServer server;
    public final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LONG).build();

    private TelemetryConfig.Builder config = TelemetryConfig.builder();
    private ServerSettings settings = ServerSettings.defaults();
    private Supplier<AlertStore> store = AlertStore::inMemory;
    private List<PatternDetector> detectors = List.of();
    private List<ConditionProvider> conditions = List.of();
    private @Nullable Supplier<AlertNotifier> notifier;

    /** Sets the configuration of the next processors; their ports are free ones. */
    public ServerFixture config(TelemetryConfig.Builder configuration) {
        config = configuration;
        return this;
    }

    /** Sets the settings of the next servers. */
    public ServerFixture settings(ServerSettings.Builder builder) {
        settings = builder.build();
        return this;
    }

    /** Sets the function that opens the alert store at each start. */
    public ServerFixture store(Supplier<AlertStore> opener) {
        store = opener;
        return this;
    }

    /** Sets the detectors of the next processors. */
    public ServerFixture detectors(PatternDetector... all) {
        detectors = List.of(all);
        return this;
    }

    /** Sets further conditions of the next processors. */
    public ServerFixture conditions(ConditionProvider... all) {
        conditions = List.of(all);
        return this;
    }

    /** Sets the function that creates the notifier at each start. */
    public ServerFixture notifier(Supplier<AlertNotifier> maker) {
        notifier = maker;
        return this;
    }

    /** Starts a processor with a server, and closes the previous ones, of which only the data in the store is kept. */
    public ServerFixture start() {
        close();
        TelemetryConfig made =
                config.httpPort(0).webSocketPort(0).dashboardPort(0).build();
        TelemetryProcessor.Builder builder =
                TelemetryProcessor.builder().config(made).alertStore(store.get());
        detectors.forEach(builder::detector);
        conditions.forEach(builder::condition);
        if (notifier != null) {
            builder.notifier(notifier.get());
        }
        processor = builder.build();
        processor.start();
        server = RealtimeTelemetryServer.create(processor, made, settings);
        server.start();
        return this;
    }

    /** A response. */
    public record Answered(int status, String body, HttpResponse<String> whole) {
        public JsonNode json() {
            return JSON.read(body);
        }

        public String header(String name) {
            return whole.headers().firstValue(name).orElse("");
        }
    }

    public Answered get(String path) {
        return send(request(path).GET());
    }

    public Answered post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answered put(String path, String body) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answered delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
                .timeout(LONG);
    }

    public Answered send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answered(answer.statusCode(), answer.body(), answer);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Waits until all ingested events are processed. */
    public void flush() {
        assertThat(processor.flush(LONG)).isTrue();
    }

    /** Sends bytes unchanged, and returns the first bytes of the response; empty if the connection is closed. */
    public String raw(int port, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(3_000);
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            byte[] buffer = new byte[1 << 16];
            int got = socket.getInputStream().read(buffer);
            return got < 0 ? "" : new String(buffer, 0, got, StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (processor != null) {
            processor.close();
        }
    }
}
