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

/** A WebSocket client. One message is sent at a time; others wait in its outbox. Thread-safe. */
public final class WebSocketClient implements Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final List<String> TYPES = List.of("subscribe", "unsubscribe", "watch", "telemetry", "ping");

    private final WebSocketHub hub;
    private final Set<String> channels = new LinkedHashSet<>();
    private final OutboundQueue outbox;
    private final SeriesSubscription watched;
    private @Nullable Session session;
    /** The rest of the message that is being sent, if it is larger than a frame. */
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

    /** The method that Jetty 12.0 and 12.1 both call; Jetty 12.0 does not know the one with a callback. */
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
            open.close(StatusCode.BAD_DATA, "expected a text frame", Callback.NOOP);
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
            default ->
                error(message.isObject() ? Suggestions.unknown("type", type, TYPES) : "message: expected an object");
        }
    }

    private void subscribe(JsonNode named, boolean on) {
        if (!named.isArray()) {
            error("channels: expected a list with names of " + WebSocketHub.CHANNELS);
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
            error("too many channels: the maximum is " + hub.limits.maxSubscriptions()
                    + "; unsubscribe from one first");
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

    /** Sends new values of the watched series. Does nothing while such a message waits; a later call sends them. */
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

    /** Changes the channels. Returns all channels, or null if they would be too many. */
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
            error("ingest buffer full: event dropped");
        } else if (admission != Admission.ACCEPTED) {
            error("the processor is not running: event dropped");
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

    synchronized boolean isSubscribedTo(String channel) {
        return channels.contains(channel);
    }

    /** Sends a message of a channel, immediately or after the messages that wait. */
    void offer(String channel, String message) {
        synchronized (this) {
            outbox.offer(channel, message);
        }
        pump();
    }

    /** Reports messages that were dropped before they reached this client. */
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
     * Sends the waiting messages, frame by frame. Only one thread does so at a time, and none from within a send: the
     * session accepts the next frame only when the call with the last one has returned.
     */
    private void pump() {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        while (sendNext()) {
            // until the queue is empty, or the client has to read first
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

    /**
     * Returns the end of the first frame of a text. A character takes at most three bytes, and a surrogate pair is not
     * split.
     */
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

    /** Disconnects a client after a failed send, so that it notices and reconnects. */
    private void failed(Throwable failure) {
        LOG.debug("cannot send to a WebSocket client", failure);
        hub.remove(this);
        Session open = open();
        if (open != null) {
            open.disconnect();
        }
    }

    /** Removes the message to send next; null if none waits. */
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
            open.close(StatusCode.SHUTDOWN, "the server is stopping", Callback.NOOP);
        }
    }
}
