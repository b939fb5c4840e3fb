// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import java.io.ByteArrayOutputStream;
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
import java.util.zip.GZIPOutputStream;

/** A processor and its server on free ports, called over real sockets. */
public final class ServerFixture implements AutoCloseable {
    public static final Duration LONG = Duration.ofSeconds(20);

    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    public final TelemetryProcessor processor;
    public final RealtimeTelemetryServer server;
    public final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LONG).build();

    private ServerFixture(TelemetryProcessor processor, TelemetryConfig config, ServerSettings settings) {
        this.processor = processor;
        server = RealtimeTelemetryServer.create(processor, config, settings);
        server.start();
    }

    private ServerFixture(
            TelemetryConfig.Builder config,
            ServerSettings settings,
            AlertStore store,
            boolean run,
            PatternDetector... detectors) {
        TelemetryConfig made = freePorts(config);
        TelemetryProcessor.Builder builder =
                TelemetryProcessor.builder().config(made).alertStore(store);
        List.of(detectors).forEach(builder::detector);
        processor = builder.build();
        if (run) {
            processor.start();
        }
        server = RealtimeTelemetryServer.create(processor, made, settings);
        server.start();
    }

    private static TelemetryConfig freePorts(TelemetryConfig.Builder config) {
        return config.httpPort(0).webSocketPort(0).dashboardPort(0).build();
    }

    /** Returns a fixture for a processor that was created elsewhere. */
    static ServerFixture of(TelemetryProcessor processor) {
        return new ServerFixture(processor, freePorts(TelemetryConfig.builder()), ServerSettings.defaults());
    }

    public static ServerFixture create() {
        return create(ServerSettings.defaults());
    }

    public static ServerFixture create(ServerSettings settings) {
        return create(TelemetryConfig.builder(), settings);
    }

    public static ServerFixture create(
            TelemetryConfig.Builder config, ServerSettings settings, PatternDetector... detectors) {
        return create(config, settings, AlertStore.inMemory(), detectors);
    }

    public static ServerFixture create(
            TelemetryConfig.Builder config, ServerSettings settings, AlertStore store, PatternDetector... detectors) {
        return new ServerFixture(config, settings, store, true, detectors);
    }

    public static ServerFixture create(AlertStore store) {
        return create(TelemetryConfig.builder(), ServerSettings.defaults(), store);
    }

    public static ServerFixture create(TelemetryConfig.Builder config) {
        return create(config, ServerSettings.defaults());
    }

    /** Returns a fixture with a processor that was not started, so that ingested events wait. */
    public static ServerFixture waiting(TelemetryConfig.Builder config) {
        return new ServerFixture(config, ServerSettings.defaults(), AlertStore.inMemory(), false);
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
            throw new AssertionError("test interrupted", e);
        }
    }

    /** Waits until all ingested events are processed. */
    public void flush() {
        assertThat(processor.flush(LONG)).isTrue();
    }

    /**
     * Sends bytes unchanged. Returns the response until the server closes the connection, or until a second has passed.
     */
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

    public static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    public static String event(String source, double value) {
        return "{\"source\":\"" + source + "\",\"type\":\"temperature\",\"value\":" + value + "}";
    }

    public static String rule(String id) {
        return "{\"rule_id\":\"" + id + "\",\"condition\":\"threshold\",\"severity\":\"critical\",\"parameters\":"
                + "{\"field\":\"temperature\",\"operator\":\">\",\"value\":80}}";
    }

    @Override
    public void close() {
        server.close();
        processor.close();
    }
}
