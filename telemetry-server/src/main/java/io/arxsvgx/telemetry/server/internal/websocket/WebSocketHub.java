// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.EventDecoder;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.PatternJson;
import io.arxsvgx.telemetry.json.SnapshotJson;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.http.WebSocketMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSocket clients of a server. Each message is serialized once, and offered to all clients that have subscribed
 * to its channel. Thread-safe.
 */
public final class WebSocketHub implements TelemetrySubscriber {
    /** The idle timeout. It is longer than the interval of pings, so that only a client that is gone reaches it. */
    public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    static final String ALERTS = "alerts";
    static final String DASHBOARD = "dashboard";
    static final String PATTERNS = "patterns";
    static final String TELEMETRY = "telemetry";
    static final String OVERVIEW = "overview";
    public static final List<String> CHANNELS = List.of(ALERTS, DASHBOARD, PATTERNS, TELEMETRY, OVERVIEW);

    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final long ROUND_NANOS = 250_000_000;
    private static final long PING_ROUNDS = 80;
    private static final int CLOSE_CHECKS = 1_000;
    private static final long CLOSE_CHECK_NANOS = 1_000_000;
    private static final int MAX_SERIES_PER_MESSAGE = 1_000;

    final TelemetryProcessor processor;
    final WebSocketLimits limits;
    final JsonCodec json;
    final EventDecoder decoder;
    final WebSocketMetrics metrics;
    private final Set<WebSocketClient> clients = ConcurrentHashMap.newKeySet();
    private final ChangedSeriesTracker changed = new ChangedSeriesTracker(MAX_SERIES_PER_MESSAGE);
    private volatile @Nullable Thread ticker;
    private @Nullable AutoCloseable subscription;

    public WebSocketHub(
            TelemetryProcessor processor, JsonLimits json, WebSocketLimits limits, WebSocketMetrics metrics) {
        this.processor = processor;
        this.limits = limits;
        this.metrics = metrics;
        this.json = new JsonCodec(json);
        decoder = new EventDecoder(json);
    }

    public synchronized void start() {
        if (subscription != null) {
            return;
        }
        subscription = processor.subscribe(this);
        Thread ticking = new Thread(this::tick, "telemetry-websocket");
        ticking.setDaemon(true);
        ticker = ticking;
        ticking.start();
    }

    public synchronized void stop() {
        Thread ticking = ticker;
        ticker = null;
        if (ticking != null) {
            LockSupport.unpark(ticking);
        }
        if (subscription != null) {
            processor.unsubscribe(this);
            subscription = null;
        }
        clients.forEach(WebSocketClient::closeForShutdown);
        awaitCloses();
    }

    /** Waits until the clients have answered the close frame, but not long for those that do not read. */
    private void awaitCloses() {
        for (int i = 0; i < CLOSE_CHECKS && !clients.isEmpty(); i++) {
            LockSupport.parkNanos(this, CLOSE_CHECK_NANOS);
        }
    }

    private void tick() {
        Thread me = Thread.currentThread();
        for (long round = 1; ticker == me; round++) {
            try {
                sendTelemetry();
                clients.forEach(WebSocketClient::sendValues);
                if (round % PING_ROUNDS == 0) {
                    clients.forEach(WebSocketClient::ping);
                }
            } catch (RuntimeException e) {
                LOG.warn("cannot send a message to WebSocket clients", ForeignText.escape(e));
            }
            LockSupport.parkNanos(this, ROUND_NANOS);
        }
    }

    /** Creates a client for an upgrade that is allowed. */
    public WebSocketClient client(ServerUpgradeRequest request, ServerUpgradeResponse response) {
        if (request.getSubProtocols().contains("telemetry")) {
            response.setAcceptedSubProtocol("telemetry");
        }
        // one message to a thousand clients would be compressed a thousand times, and a large one not fit the
        // compressor
        response.setExtensions(List.of());
        return new WebSocketClient(this);
    }

    void add(WebSocketClient client) {
        clients.add(client);
        metrics.clients(clients.size());
    }

    void remove(WebSocketClient client) {
        clients.remove(client);
        metrics.clients(clients.size());
    }

    int size() {
        return clients.size();
    }

    @Override
    public void onAlert(Alert alert) {
        broadcast(ALERTS, "alert", out -> AlertJson.write(out, alert));
    }

    @Override
    public void onPattern(FailurePattern pattern) {
        broadcast(PATTERNS, "pattern", out -> PatternJson.write(out, pattern));
    }

    @Override
    public void onSnapshot(DashboardSnapshot snapshot) {
        broadcast(DASHBOARD, "dashboard", out -> SnapshotJson.write(out, snapshot));
    }

    @Override
    public void onMissed(long count) {
        clients.stream()
                .filter(client -> client.isSubscribedTo(ALERTS) || client.isSubscribedTo(PATTERNS))
                .forEach(client -> client.miss(count));
    }

    public void onOverview(JsonCodec.Writing sample) {
        broadcast(OVERVIEW, "overview", sample);
    }

    private void broadcast(String channel, String type, JsonCodec.Writing data) {
        List<WebSocketClient> to = clients.stream()
                .filter(client -> client.isSubscribedTo(channel))
                .toList();
        if (!to.isEmpty()) {
            String message = message(type, data);
            to.forEach(client -> client.offer(channel, message));
        }
    }

    String message(String type, JsonCodec.@Nullable Writing data) {
        return json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", type);
            if (data != null) {
                out.writeFieldName("data");
                data.write(out);
            }
            out.writeEndObject();
        });
    }

    /** Sends the newest value of each series that has changed, if a client has subscribed. */
    private void sendTelemetry() {
        if (clients.stream().noneMatch(client -> client.isSubscribedTo(TELEMETRY))) {
            changed.clear();
            return;
        }
        List<SeriesHistory> news = changed.next(processor);
        if (!news.isEmpty()) {
            broadcast(TELEMETRY, "telemetry", out -> write(out, news));
        }
    }

    private static void write(JsonGenerator out, List<SeriesHistory> news) throws IOException {
        out.writeStartArray();
        for (SeriesHistory series : news) {
            out.writeStartObject();
            out.writeStringField("source", series.source());
            out.writeStringField("type", series.type());
            if (!series.labels().isEmpty()) {
                JsonCodec.texts(out, "labels", series.labels());
            }
            out.writeNumberField("value", series.value(0));
            out.writeStringField("timestamp", series.time(0).toString());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
