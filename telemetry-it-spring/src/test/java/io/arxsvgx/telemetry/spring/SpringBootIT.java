// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the application and the telemetry server both respond, in the versions that Spring Boot manages. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpringBootIT {
    @TempDir
    private static Path folder;

    private static RunningApplication application;

    @BeforeAll
    static void startApplication() throws Exception {
        application = RunningApplication.start(folder);
    }

    @AfterAll
    static void stopApplication() {
        if (application != null) {
            application.close();
        }
    }

    private static String telemetry(String path) throws Exception {
        return application.get(application.telemetryPort("http"), path);
    }

    @Test
    void application_itsOwnPages_areAnswered() throws Exception {
        int port = application.tomcatPort();

        assertThat(application.get(port, "/order?value=12.5")).isEqualTo("ordered for 12.5");
        assertThat(application.get(port, "/actuator/health")).contains("\"UP\"");
        assertThat(application.get(port, "/actuator/prometheus"))
                .contains("jvm_memory_used_bytes{", "http_server_requests_seconds_count{")
                .doesNotContain("telemetry_events");
    }

    @Test
    void server_http_isAnswered() throws Exception {
        assertThat(telemetry("/health")).contains("\"status\"");
        assertThat(telemetry("/metrics"))
                .contains("# TYPE telemetry_events_accepted_total counter", "telemetry_build_info{")
                .doesNotContain("jvm_memory");
        assertThat(telemetry("/openapi.json")).contains("\"openapi\"");
    }

    @Test
    void server_dashboard_isAnsweredWithItsFiles() throws Exception {
        int port = application.telemetryPort("dashboard");

        assertThat(application.get(port, "/")).contains("<!doctype html>");
        assertThat(application.get(port, "/uplot.js")).contains("uPlot");
        assertThat(application.get(port, "/api/health")).contains("\"status\"");
    }

    @Test
    void server_valueOfTheApplication_alertsOverHttpAndWebSocket() throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        WebSocket socket = application
                .client
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + application.telemetryPort("websocket") + "/"),
                        new WebSocket.Listener() {
                            private final StringBuilder text = new StringBuilder();

                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                                text.append(data);
                                if (last) {
                                    messages.add(text.toString());
                                    text.setLength(0);
                                }
                                from.request(1);
                                return null;
                            }
                        })
                .get();
        socket.sendText("{\"type\":\"subscribe\",\"channels\":[\"alerts\"]}", true)
                .get();
        await().atMost(RunningApplication.TIMEOUT).until(() -> has(messages, "\"subscribed\""));
        application.post(
                application.telemetryPort("http"),
                "/rules",
                "{\"rule_id\":\"large_order\",\"condition\":\"threshold\","
                        + "\"parameters\":{\"field\":\"order_value\",\"operator\":\">\",\"value\":1000}}");

        application.get(application.tomcatPort(), "/order?value=5000");

        await().atMost(RunningApplication.TIMEOUT).until(() -> has(messages, "large_order"));
        await().atMost(RunningApplication.TIMEOUT)
                .until(() -> telemetry("/metrics").contains("telemetry_store_rows_total 1.0"));
        assertThat(telemetry("/alerts")).contains("large_order", "\"durable\":true");
        assertThat(telemetry("/metrics")).contains("telemetry_websocket_clients 1.0");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
        await().atMost(RunningApplication.TIMEOUT)
                .until(() -> telemetry("/metrics").contains("telemetry_websocket_clients 0.0"));
    }

    private static boolean has(List<String> messages, String text) {
        return messages.stream().anyMatch(message -> message.contains(text));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void stop_everything_endsWithoutAnError() throws Exception {
        application.stop();

        assertThat(application.output())
                .noneMatch(
                        line -> line.contains(" WARN ") || line.contains(" ERROR ") || line.contains("LinkageError"));
    }
}
