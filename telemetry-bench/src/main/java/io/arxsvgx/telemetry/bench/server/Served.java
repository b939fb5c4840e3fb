// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.bench.replay.Rules;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** One side in a process of its own: prints its port, and serves until the process is stopped. */
public final class Served {
    private static final byte[] ANSWER = "{\"status\":\"success\",\"accepted\":1}".getBytes(StandardCharsets.UTF_8);

    private Served() {}

    /** Runs the program; the argument is the side: telemetry, parse or bare. */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("telemetry")) {
            telemetry();
        } else {
            bare(args[0].equals("parse"));
        }
        Thread.currentThread().join();
    }

    private static void telemetry() {
        TelemetryConfig config = TelemetryConfig.builder()
                .bufferSize(1 << 20)
                .httpPort(0)
                .webSocketPort(0)
                .enableDashboard(false)
                .build();
        TelemetryProcessor processor = TelemetryProcessor.create(config);
        Rules.three(3).forEach(processor::addAlertRule);
        processor.addAlertRule(WebSocketLoad.rule());
        processor.start();
        RealtimeTelemetryServer server = RealtimeTelemetryServer.create(processor, config);
        server.start();
        System.out.println(server.httpPort() + " " + server.webSocketPort());
    }

    /** Serves requests: reads the body, parses it if requested, and returns the same response. */
    private static void bare(boolean parse) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        JsonFactory json = new JsonFactory();
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                try (InputStream in = Content.Source.asInputStream(request)) {
                    if (parse) {
                        try (JsonParser parser = json.createParser(in)) {
                            while (parser.nextToken() != null) {
                                // as fast as the library
                            }
                        }
                    } else {
                        in.readAllBytes();
                    }
                }
                response.getHeaders().put("Content-Type", "application/json");
                response.getHeaders().put("Content-Length", ANSWER.length);
                response.write(true, ByteBuffer.wrap(ANSWER), callback);
                return true;
            }
        });
        server.start();
        System.out.println(connector.getLocalPort() + " -1");
    }
}
