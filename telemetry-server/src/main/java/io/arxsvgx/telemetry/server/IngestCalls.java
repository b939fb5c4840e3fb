// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.EventBatch;
import io.arxsvgx.telemetry.json.EventDecoder;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import io.arxsvgx.telemetry.json.NdjsonReader;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.server.Request;

/** Takes events. Thread-safe. */
final class IngestCalls {
    private static final long BLOCK = 1 << 20;

    private final TelemetryProcessor processor;
    private final ServerSettings settings;
    private final EventDecoder decoder;
    private final JsonCodec json;

    IngestCalls(TelemetryProcessor processor, ServerSettings settings) {
        this.processor = processor;
        this.settings = settings;
        decoder = new EventDecoder(settings.json());
        json = new JsonCodec(settings.json());
    }

    void addTo(HttpApi api) {
        api.add("POST", "/telemetry", (request, path) -> ingest(request));
    }

    private Answer ingest(Request request) throws IOException {
        String media = Body.media(request);
        return switch (media) {
            case Answer.JSON -> document(request);
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> lines(request);
            default -> throw Body.notTaken(media, "application/json or application/x-ndjson");
        };
    }

    private Answer document(Request request) throws IOException {
        try (Body body = Body.document(request, settings)) {
            EventBatch batch = decoder.decode(body);
            check(batch, 0);
            return success(take(batch.events(), 0));
        }
    }

    /** What fits into one block is taken whole or refused whole; what does not is taken block by block. */
    private Answer lines(Request request) throws IOException {
        long accepted = 0;
        try (Body body = Body.lines(request, settings)) {
            NdjsonReader lines = decoder.lines(body);
            while (!lines.isOver()) {
                EventBatch batch = lines.next(BLOCK);
                check(batch, accepted);
                accepted = take(batch.events(), accepted);
            }
        } catch (MalformedJsonException e) {
            throw bad(String.valueOf(e.getMessage()), List.of(), accepted);
        }
        return success(accepted);
    }

    private static void check(EventBatch batch, long accepted) {
        if (batch.faultCount() > 0) {
            int all = batch.faultCount() + batch.events().size();
            throw bad(
                    batch.faultCount() + " of " + all + " are no valid events, so that none of them was taken",
                    batch.faults(),
                    accepted);
        }
    }

    private static HttpFault bad(String message, List<EventBatch.Fault> faults, long accepted) {
        return new HttpFault(400, message).with(out -> {
            out.writeNumberField("accepted", accepted);
            out.writeArrayFieldStart("errors");
            for (EventBatch.Fault fault : faults) {
                write(out, fault);
            }
            out.writeEndArray();
        });
    }

    private static void write(JsonGenerator out, EventBatch.Fault fault) throws IOException {
        out.writeStartObject();
        out.writeNumberField("index", fault.index());
        out.writeStringField("field", fault.field());
        out.writeStringField("message", fault.message());
        out.writeEndObject();
    }

    private long take(List<TelemetryEvent> events, long before) {
        long accepted = before;
        for (TelemetryEvent event : events) {
            Admission admission = processor.offer(event);
            if (admission != Admission.ACCEPTED) {
                throw refused(admission, accepted);
            }
            accepted++;
        }
        return accepted;
    }

    private static HttpFault refused(Admission admission, long accepted) {
        HttpFault fault = admission == Admission.BUFFER_FULL
                ? new HttpFault(429, "the buffer is full; go on after the " + accepted + " events that were taken")
                        .header("Retry-After", "1")
                : new HttpFault(503, "the processor does not run; " + accepted + " events were taken");
        return fault.with(out -> out.writeNumberField("accepted", accepted));
    }

    private Answer success(long accepted) {
        return Answer.json(json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeNumberField("accepted", accepted);
            out.writeEndObject();
        }));
    }
}
