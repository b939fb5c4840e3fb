// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.web.http.HttpResponse;
import io.arxsvgx.telemetry.web.http.ServerAddresses;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A processor and its web application, called in memory: no server, no sockets. */
public final class WebFixture implements AutoCloseable {
    public static final Duration LONG = Duration.ofSeconds(20);
    public static final int DASHBOARD_PORT = 8081;

    private static final int HTTP_PORT = 8080;
    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    public final TelemetryProcessor processor;
    private final WebApplication application;

    private WebFixture(TelemetryProcessor processor, WebSettings settings) {
        this.processor = processor;
        application = new WebApplication(
                processor, settings, new ServerAddresses(() -> HTTP_PORT, () -> -1, () -> DASHBOARD_PORT));
        start();
    }

    private static WebFixture create(
            TelemetryConfig.Builder config,
            WebSettings settings,
            AlertStore store,
            boolean run,
            PatternDetector... detectors) {
        TelemetryProcessor.Builder builder =
                TelemetryProcessor.builder().config(config.build()).alertStore(store);
        List.of(detectors).forEach(builder::detector);
        TelemetryProcessor made = builder.build();
        if (run) {
            made.start();
        }
        return new WebFixture(made, settings);
    }

    /** Returns a fixture for a processor that was created elsewhere. */
    public static WebFixture of(TelemetryProcessor processor) {
        return new WebFixture(processor, TestSettings.defaults());
    }

    public static WebFixture create() {
        return create(TestSettings.defaults());
    }

    public static WebFixture create(WebSettings settings) {
        return create(TelemetryConfig.builder(), settings);
    }

    public static WebFixture create(
            TelemetryConfig.Builder config, WebSettings settings, PatternDetector... detectors) {
        return create(config, settings, AlertStore.inMemory(), detectors);
    }

    public static WebFixture create(
            TelemetryConfig.Builder config, WebSettings settings, AlertStore store, PatternDetector... detectors) {
        return create(config, settings, store, true, detectors);
    }

    public static WebFixture create(AlertStore store) {
        return create(TelemetryConfig.builder(), TestSettings.defaults(), store);
    }

    public static WebFixture create(TelemetryConfig.Builder config) {
        return create(config, TestSettings.defaults());
    }

    /** Returns a fixture with a processor that was not started, so that ingested events wait. */
    public static WebFixture waiting(TelemetryConfig.Builder config) {
        return create(config, TestSettings.defaults(), AlertStore.inMemory(), false);
    }

    /** Starts the application, as a server does. */
    public void start() {
        application.loadRules();
        application.watchRules();
        application.start(sample -> {});
    }

    /** Stops the application. */
    public void stop() {
        application.stop();
    }

    /** Returns the calls of the application. */
    public ApiRouter router() {
        return application.router();
    }

    /** A response. */
    public record Answered(HttpResponse response) {
        public int status() {
            return response.status();
        }

        public byte[] bytes() {
            return response.body();
        }

        public String body() {
            return new String(bytes(), UTF_8);
        }

        public JsonNode json() {
            return JSON.read(body());
        }

        public String header(String name) {
            return response.headers().entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findAny()
                    .orElse("");
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
        return request(HTTP_PORT, path);
    }

    /** Returns a request for the port of the page. */
    public HttpRequest.Builder dashboardRequest(String path) {
        return request(DASHBOARD_PORT, path);
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    public Answered send(HttpRequest.Builder request) {
        return send(new MemoryRequest(request.build()), request.build().uri().getPort());
    }

    /** Sends a request with an unchanged path. */
    public Answered send(String method, String rawPath) {
        HttpRequest request =
                request("/").method(method, HttpRequest.BodyPublishers.noBody()).build();
        return send(new MemoryRequest(request, rawPath), HTTP_PORT);
    }

    private Answered send(MemoryRequest request, int port) {
        return new Answered(port == DASHBOARD_PORT ? application.dashboard(request) : application.api(request));
    }

    /** Waits until all ingested events are processed. */
    public void flush() {
        assertThat(processor.flush(LONG)).isTrue();
    }

    public static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
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
        application.stop();
        processor.close();
    }
}
