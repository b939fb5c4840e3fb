// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import java.io.UncheckedIOException;

/** The server of the live page, which runs as long as the host. Not thread-safe. */
final class LivePage implements AutoCloseable {
    private final TelemetryProcessor processor;
    private RealtimeTelemetryServer server;

    private LivePage(TelemetryProcessor processor) {
        this.processor = processor;
        server = RealtimeTelemetryServer.create(processor, processor.config());
    }

    /** Creates a page that is not open yet. */
    static LivePage of(TelemetryProcessor processor) {
        return new LivePage(processor);
    }

    /** Opens the configured ports, or free ones if a port is in use. Returns the page's address. */
    String open() {
        try {
            server.start();
        } catch (UncheckedIOException taken) {
            server.close();
            TelemetryConfig others = processor.config().toBuilder()
                    .httpPort(0)
                    .webSocketPort(0)
                    .dashboardPort(0)
                    .build();
            server = RealtimeTelemetryServer.create(processor, others);
            server.start();
        }
        return "http://127.0.0.1:" + server.dashboardPort() + "/ (HTTP interface on port " + server.httpPort() + ")";
    }

    @Override
    public void close() {
        server.close();
    }
}
