// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.EventBatch;
import io.arxsvgx.telemetry.json.EventDecoder;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import io.arxsvgx.telemetry.json.NdjsonReader;
import io.arxsvgx.telemetry.web.http.HttpLimits;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.RequestBody;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import java.io.IOException;
import java.util.List;

/** The HTTP resource that ingests events. Thread-safe. */
public final class IngestResource implements Resource {
    private static final long BLOCK = 1 << 20;

    private final TelemetryProcessor processor;
    private final HttpLimits limits;
    private final EventDecoder decoder;
    private final JsonCodec json;

    public IngestResource(TelemetryProcessor processor, JsonLimits json, HttpLimits limits) {
        this.processor = processor;
        this.limits = limits;
        decoder = new EventDecoder(json);
        this.json = new JsonCodec(json);
    }

    @Override
    public void register(ApiRouter api) {
        api.add("POST", "/telemetry", (request, path) -> ingest(request));
    }

    private ApiResponse ingest(HttpRequest request) throws IOException {
        String media = RequestBody.media(request);
        return switch (media) {
            case ApiResponse.JSON -> document(request);
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> lines(request);
            default -> throw RequestBody.notTaken(media, "application/json or application/x-ndjson");
        };
    }

    private ApiResponse document(HttpRequest request) throws IOException {
        try (RequestBody body = RequestBody.document(request, limits)) {
            EventBatch batch = decoder.decode(body);
            check(batch, 0);
            return success(take(batch.events(), 0));
        }
    }

    /** Ingests lines. A body of one block is accepted or rejected as a whole; a larger one block by block. */
    private ApiResponse lines(HttpRequest request) throws IOException {
        long accepted = 0;
        try (RequestBody body = RequestBody.lines(request)) {
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
                    batch.faultCount() + " of " + all + " events are invalid; none of them was accepted",
                    batch.faults(),
                    accepted);
        }
    }

    private static ApiException bad(String message, List<EventBatch.Fault> faults, long accepted) {
        return ApiException.badRequest(message).with(out -> {
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

    private static String events(long number) {
        return number == 1 ? "1 event" : number + " events";
    }

    private static ApiException refused(Admission admission, long accepted) {
        ApiException fault = admission == Admission.BUFFER_FULL
                ? ApiException.tooManyRequests(
                        "ingest buffer full: " + events(accepted) + " accepted; retry the rest after 1 s")
                : ApiException.unavailable("the processor is not running: " + events(accepted) + " accepted");
        return fault.with(out -> out.writeNumberField("accepted", accepted));
    }

    private ApiResponse success(long accepted) {
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeNumberField("accepted", accepted);
            out.writeEndObject();
        }));
    }
}
