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
 * A sender of blocks of events to a server. When the server's buffer is full it waits, and continues after the last accepted
 * event, so that no event is lost or sent twice. It sends one block at a time; any thread may read the counts.
 */
final class EventSender {
    private static final Duration MIN_RETRY_DELAY = Duration.ofMillis(20);

    private final ServerClient client;
    private final StopSignal stop;
    private final boolean strict;
    private volatile boolean refused;
    private final Consumer<MalformedLineException> complaints;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong waits = new AtomicLong();

    EventSender(ServerClient client, StopSignal stop, boolean strict, Consumer<MalformedLineException> complaints) {
        this.strict = strict;
        this.client = client;
        this.stop = stop;
        this.complaints = complaints;
    }

    long accepted() {
        return total.get();
    }

    /** Whether the server rejected an event, which ends a strict run. */
    boolean hasEnded() {
        return refused;
    }

    /** The number of waits for a full buffer. */
    long waits() {
        return waits.get();
    }

    /** Sends a block, until all events are accepted or rejected, or a stop is requested. */
    void send(EventBlock block) {
        int from = 0;
        Duration pause = MIN_RETRY_DELAY;
        while (from < block.size() && !stop.isRequested()) {
            ServerResponse answer = post(block, from);
            int accepted = (int) answer.accepted();
            total.addAndGet(accepted);
            from += accepted;
            switch (answer.status()) {
                case 200 -> pause = MIN_RETRY_DELAY;
                case 429, 503 -> {
                    if (answer.retryAfter().isZero()) {
                        throw failure(answer);
                    }
                    waits.incrementAndGet();
                    pause = accepted > 0 ? MIN_RETRY_DELAY : shorter(pause.multipliedBy(2), answer.retryAfter());
                    stop.await(pause);
                }
                case 400 -> {
                    List<EventBatch.Fault> faults = faults(answer);
                    if (faults.isEmpty()) {
                        throw failure(answer);
                    }
                    if (strict) {
                        block.cut(from - accepted, faults, complaints);
                        refused = true;
                    } else {
                        block.drop(from - accepted, faults, complaints);
                    }
                }
                default -> throw failure(answer);
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

    /** The failure that ends the run, with the server's message; a server that stops does not report a count. */
    private CliException failure(ServerResponse answer) {
        CliException refusal = answer.refusal();
        boolean stops = answer.status() == 503 && !answer.document().has("accepted");
        return (stops ? CliException.noServer("the server is stopping", refusal) : refusal).with(acceptedBefore());
    }

    private String acceptedBefore() {
        return Formats.count(total.get(), "event") + " accepted before";
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The faults that the server reports for valid events, since it may have other limits. */
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
