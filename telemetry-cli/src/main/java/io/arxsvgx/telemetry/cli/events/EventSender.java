// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.client.ServerResponse;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.StopSignal;
import io.arxsvgx.telemetry.json.EventBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Hands blocks of events to a server. Where its buffer is full it waits, and goes on behind the event that was taken last,
 * so that none is lost and none comes twice. One block at a time; the counts may be read by any thread.
 */
final class EventSender {
    private static final Duration MIN_RETRY_DELAY = Duration.ofMillis(20);

    private final ServerClient client;
    private final StopSignal stop;
    private final boolean strict;
    private volatile boolean refused;
    private final Consumer<MalformedLineException> complaints;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong waits = new AtomicLong();

    EventSender(ServerClient client, StopSignal stop, boolean strict, Consumer<MalformedLineException> complaints) {
        this.strict = strict;
        this.client = client;
        this.stop = stop;
        this.complaints = complaints;
    }

    long taken() {
        return taken.get();
    }

    /** Whether the server refused an event, so that a strict run has ended. */
    boolean hasEnded() {
        return refused;
    }

    /** How often it had to wait because a buffer was full. */
    long waits() {
        return waits.get();
    }

    /** Returns when all events of a block are taken or refused, or the user wants to stop. */
    void send(EventBlock block) {
        int from = 0;
        Duration pause = MIN_RETRY_DELAY;
        while (from < block.size() && !stop.isRequested()) {
            ServerResponse answer = post(block, from);
            int accepted = (int) answer.accepted();
            taken.addAndGet(accepted);
            from += accepted;
            switch (answer.status()) {
                case 200 -> pause = MIN_RETRY_DELAY;
                case 429, 503 -> {
                    if (answer.retryAfter().isZero()) {
                        throw given(answer);
                    }
                    waits.incrementAndGet();
                    pause = accepted > 0 ? MIN_RETRY_DELAY : shorter(pause.multipliedBy(2), answer.retryAfter());
                    stop.await(pause);
                }
                case 400 -> {
                    List<EventBatch.Fault> faults = faults(answer);
                    if (faults.isEmpty()) {
                        throw given(answer);
                    }
                    if (strict) {
                        block.cut(from - accepted, faults, complaints);
                        refused = true;
                    } else {
                        block.drop(from - accepted, faults, complaints);
                    }
                }
                default -> throw given(answer);
            }
        }
    }

    private ServerResponse post(EventBlock block, int from) {
        try {
            return client.send("POST", "/telemetry", ServerClient.NDJSON, block.lines(from));
        } catch (CliException fault) {
            throw fault.with(
                    acceptedBefore() + "; lines " + block.firstLine() + " to " + block.lastLine() + " unknown");
        }
    }

    /** The end of all, in the server's words; one that stops does not know of events. */
    private CliException given(ServerResponse answer) {
        CliException refusal = answer.refusal();
        boolean stops = answer.status() == 503 && !answer.document().has("accepted");
        return (stops ? CliException.noServer("the server stops", refusal) : refusal).with(acceptedBefore());
    }

    private String acceptedBefore() {
        return Formats.count(taken.get(), "event") + " taken before";
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** What a server refuses that this program takes for good: it may have other limits. */
    private static List<EventBatch.Fault> faults(ServerResponse answer) {
        List<EventBatch.Fault> faults = new ArrayList<>();
        for (JsonNode error : answer.document().path("errors")) {
            faults.add(new EventBatch.Fault(
                    error.path("index").asLong(),
                    error.path("field").asText(),
                    error.path("message").asText()));
        }
        return faults;
    }
}
