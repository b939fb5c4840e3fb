// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * A processor over the network: the HTTP API, WebSocket and the dashboard page, served by Jetty.
 *
 * <p>{@link io.arxsvgx.telemetry.server.RealtimeTelemetryServer} listens on loopback, unless a token is set. It serves a
 * processor that the host creates, starts and stops. {@link io.arxsvgx.telemetry.server.WebhookSender} sends alerts to a
 * receiver over HTTP.
 *
 * <pre>{@code
 * TelemetryConfig config = TelemetryConfig.builder().httpPort(0).build();
 * TelemetryProcessor processor = TelemetryProcessor.create(config);
 * RealtimeTelemetryServer server = RealtimeTelemetryServer.create(processor, config);
 * processor.start();
 * server.start();
 * System.out.println("http://127.0.0.1:" + server.httpPort() + "/dashboard");
 * // …
 * server.stop();
 * processor.close();
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.server;

import org.jspecify.annotations.NullMarked;
