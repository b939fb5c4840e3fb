// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.json.EventBatch;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import io.arxsvgx.telemetry.text.Suggestions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket client. One message is under way at a time; what comes meanwhile waits in its outbox. Thread-safe.
 */
public final class WebSocketClient implements Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final List<String> TYPES = List.of("subscribe", "unsubscribe", "watch", "telemetry", "ping");

    private final WebSocketHub hub;
    private final Set<String> channels = new LinkedHashSet<>();
    private final OutboundQueue outbox;
    private final SeriesSubscription watched;
    private @Nullable Session session;
    /** What is left of the message under way, which is larger than a frame. */
    private @Nullable String rest;

    private boolean sending;
    private boolean pumping;

    WebSocketClient(WebSocketHub hub) {
        this.hub = hub;
        outbox = new OutboundQueue(hub.limits.maxQueuedMessages(), hub.json, hub.metrics);
        watched = new SeriesSubscription(hub.processor);
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        synchronized (this) {
            session = opened;
        }
        hub.add(this);
    }

    /** The form that Jetty 12.0 and 12.1 both call; the one with a callback is unknown to 12.0. */
    @Override
    @SuppressWarnings("removal")
    public void onWebSocketClose(int status, String reason) {
        hub.remove(this);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        hub.remove(this);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        Session open = open();
        if (open != null) {
            open.close(StatusCode.BAD_DATA, "it takes text", Callback.NOOP);
        }
    }

    @Override
    public void onWebSocketText(String text) {
        hub.metrics.messageReceived();
        try {
            take(hub.json.read(text), text);
        } catch (MalformedJsonException | InvalidMessageException e) {
            error(String.valueOf(e.getMessage()));
        }
    }

    private void take(JsonNode message, String text) {
        String type = message.path("type").asText("");
        switch (type) {
            case "subscribe" -> subscribe(message.path("channels"), true);
            case "unsubscribe" -> subscribe(message.path("channels"), false);
            case "watch" -> watch(message.path("series"));
            case "telemetry" -> ingest(hub.decoder.decodeMember(text, "data"));
            case "ping" -> reply(hub.message("pong", null));
            default -> error(message.isObject() ? Suggestions.unknown("type", type, TYPES) : "a message is an object");
        }
    }

    private void subscribe(JsonNode named, boolean on) {
        if (!named.isArray()) {
            error("channels are missing; it takes a list out of " + WebSocketHub.CHANNELS);
            return;
        }
        List<String> wanted = new ArrayList<>();
        for (JsonNode channel : named) {
            if (!WebSocketHub.CHANNELS.contains(channel.asText())) {
                error(Suggestions.unknown("channel", channel.asText(), WebSocketHub.CHANNELS));
                return;
            }
            wanted.add(channel.asText());
        }
        List<String> all = change(wanted, on);
        if (all == null) {
            error("a client may subscribe to " + hub.limits.maxSubscriptions()
                    + " channels; unsubscribe from one first");
            return;
        }
        reply(hub.json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", "subscribed");
            out.writeArrayFieldStart("channels");
            for (String channel : all) {
                out.writeString(channel);
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    private void watch(JsonNode series) {
        watched.watch(series);
        reply(watched.confirmation(hub.json));
    }

    /** Sends what has come of the watched series; while such a message waits, the next one has to do that. */
    void sendValues() {
        synchronized (this) {
            if (outbox.hasValues() || open() == null) {
                return;
            }
        }
        String news = watched.news(hub.json);
        if (news != null) {
            synchronized (this) {
                outbox.values(news);
            }
            pump();
        }
    }

    /** Answers the channels there are now, or null if they would be too many. */
    private synchronized @Nullable List<String> change(List<String> wanted, boolean on) {
        Set<String> next = new LinkedHashSet<>(channels);
        if (on) {
            next.addAll(wanted);
        } else {
            wanted.forEach(next::remove);
        }
        if (next.size() > hub.limits.maxSubscriptions()) {
            return null;
        }
        channels.clear();
        channels.addAll(next);
        return List.copyOf(next);
    }

    private void ingest(EventBatch data) {
        if (!data.faults().isEmpty()) {
            error(data.faults().get(0).message());
            return;
        }
        Admission admission = hub.processor.offer(data.events().get(0));
        if (admission == Admission.BUFFER_FULL) {
            error("the buffer is full; the event was not taken");
        } else if (admission != Admission.ACCEPTED) {
            error("the processor does not run; the event was not taken");
        }
    }

    private void error(String message) {
        reply(hub.json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", "error");
            out.writeStringField("message", message);
            out.writeEndObject();
        }));
    }

    private synchronized @Nullable Session open() {
        return session != null && session.isOpen() ? session : null;
    }

    synchronized boolean hears(String channel) {
        return channels.contains(channel);
    }

    /** Sends a message of a channel, now or when the client has read what is before it. */
    void offer(String channel, String message) {
        synchronized (this) {
            outbox.offer(channel, message);
        }
        pump();
    }

    /** Tells that messages were left out before they came here. */
    void miss(long count) {
        synchronized (this) {
            outbox.miss(count);
        }
        pump();
    }

    private void reply(String message) {
        synchronized (this) {
            outbox.enqueue(message);
        }
        pump();
    }

    /**
     * Sends what waits, piece by piece. One thread at a time does that, and none from within a send: the session takes a
     * next piece only when the call that brought the last one has come back.
     */
    private void pump() {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        while (sendNext()) {
            // until there is nothing, or the client has to read first
        }
    }

    private boolean sendNext() {
        Session to;
        String piece;
        boolean isLast;
        synchronized (this) {
            to = open();
            String message = sending || to == null ? null : rest == null ? next() : rest;
            if (message == null || to == null) {
                pumping = false;
                return false;
            }
            int end = endOfFrame(message);
            piece = message.substring(0, end);
            isLast = end == message.length();
            rest = isLast ? null : message.substring(end);
            sending = true;
        }
        if (isLast) {
            hub.metrics.messageSent();
        }
        to.sendPartialText(piece, isLast, Callback.from(this::sent, this::failed));
        return true;
    }

    /** Where a frame that begins with a text has to end: a character takes three bytes at most, and a pair is not parted. */
    private int endOfFrame(String text) {
        int end = Math.min(text.length(), Math.max(2, hub.limits.maxFrameBytes() / 3));
        return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    private void sent() {
        synchronized (this) {
            sending = false;
        }
        pump();
    }

    /** A client that cannot be sent to is disconnected, so that it learns of it and comes again. */
    private void failed(Throwable failure) {
        LOG.debug("a WebSocket client could not be sent to", failure);
        hub.remove(this);
        Session open = open();
        if (open != null) {
            open.disconnect();
        }
    }

    /** The message to send next, or null. */
    synchronized @Nullable String next() {
        return outbox.next();
    }

    void ping() {
        Session open = open();
        if (open != null) {
            open.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    void closeForShutdown() {
        Session open = open();
        if (open != null) {
            open.close(StatusCode.SHUTDOWN, "the server stops", Callback.NOOP);
        }
    }
}
