// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Runtimes on free ports, and what tests ask of them. */
final class RuntimeFixture {
    static final Duration LONG = Duration.ofSeconds(60);

    private RuntimeFixture() {}

    /** Created by the first call over HTTP: its thread keeps the class loader. */
    private static final class Http {
        static final HttpClient CLIENT = HttpClient.newHttpClient();
    }

    /** Makes folders on the disk that holds the build. */
    static final class InTarget implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target/data").toAbsolutePath()), "runtime-");
        }
    }

    static TelemetryConfig.Builder freePorts() {
        return TelemetryConfig.builder().httpPort(0).webSocketPort(0).dashboardPort(0);
    }

    static TelemetryRuntime.Builder onFreePorts() {
        return TelemetryRuntime.builder().config(freePorts().build());
    }

    static AlertRule rule(String id, String operator, double value) {
        return AlertRule.builder(id)
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", operator)
                .parameter("value", value)
                .actions("log_alert")
                .build();
    }

    static AlertRule hot() {
        return rule("hot", ">", 80);
    }

    static AlertRule cold() {
        return rule("cold", "<", 0);
    }

    static List<String> ruleIds(TelemetryRuntime runtime) {
        return runtime.processor().alertRules().stream().map(AlertRule::id).toList();
    }

    static HttpRequest.Builder request(TelemetryRuntime runtime, String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + runtime.server().httpPort() + path))
                .timeout(LONG);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Http.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String get(TelemetryRuntime runtime, String path) throws IOException, InterruptedException {
        return send(request(runtime, path)).body();
    }

    static int post(TelemetryRuntime runtime, String path, String body) throws IOException, InterruptedException {
        return send(request(runtime, path).POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    static void record(TelemetryRuntime runtime, String source, double value) {
        assertThat(runtime.processor().series(source, "temperature").record(value))
                .isTrue();
    }

    static void flush(TelemetryRuntime runtime) {
        assertThat(runtime.processor().flush(LONG)).isTrue();
    }

    static double[] values(TelemetryRuntime runtime, String source) {
        return runtime.processor()
                .series()
                .history(source, "temperature", 1_000)
                .orElseThrow()
                .values();
    }

    /** The names of the threads that a runtime may have started. */
    static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("telemetry"))
                .collect(Collectors.toSet());
    }

    /** Waits until the threads that end are gone. */
    static void awaitNoThreads() {
        await().atMost(LONG).untilAsserted(() -> assertThat(threads()).isEmpty());
    }
}
