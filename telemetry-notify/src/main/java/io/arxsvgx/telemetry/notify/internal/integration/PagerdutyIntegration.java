// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import io.arxsvgx.telemetry.notify.internal.http.HttpAnswer;
import io.arxsvgx.telemetry.notify.internal.message.Digests;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import io.arxsvgx.telemetry.notify.internal.secret.Secret;
import io.arxsvgx.telemetry.notify.internal.secret.UnreadableSecretException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An integration that sends events to PagerDuty's Events API v2: one of {@code pagerduty_configs}. */
final class PagerdutyIntegration implements Integration {
    /** PagerDuty refuses larger events. */
    private static final int MAX_EVENT_BYTES = 512_000;

    private final String name;
    private final HttpEndpoint endpoint;
    private final boolean sendsResolved;
    private final Secret routingKey;
    private final PagerdutyEvent event;

    private PagerdutyIntegration(IntegrationOptions options) {
        name = options.name();
        sendsResolved = options.sendsResolved(true);
        String url = options.node().text("url", options.global().pagerdutyUrl());
        endpoint = HttpEndpoint.read(options, "url", Secret.of(url));
        routingKey = routingKey(options);
        event = PagerdutyEvent.read(options);
    }

    static Integration parse(IntegrationOptions options) {
        return new PagerdutyIntegration(options);
    }

    private static Secret routingKey(IntegrationOptions options) {
        boolean isOld = false;
        for (String key : List.of("service_key", "service_key_file")) {
            if (options.node().has(key)) {
                isOld = true;
                options.node()
                        .fault(key, "Events API v1 is not supported; use routing_key of an Events API v2 integration");
            }
        }
        Secret key = options.secret("routing_key");
        if ((key == null || key.isEmptyText()) && !isOld) {
            options.node().fault("routing_key", "missing");
        }
        return key == null ? Secret.of("") : key;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return endpoint.shown();
    }

    @Override
    public boolean sendsResolved() {
        return sendsResolved;
    }

    @Override
    public Attempt send(Message message) throws InterruptedException {
        String key;
        try {
            key = routingKey.value();
        } catch (UnreadableSecretException e) {
            return Attempt.retry("routing_key: " + e.getMessage(), null);
        }
        byte[] body = body(key, message, true);
        if (body.length > MAX_EVENT_BYTES) {
            body = body(key, message, false);
        }
        Redactor redactor = new Redactor().add(key);
        return endpoint.post(Map.of("Content-Type", "application/json"), body, redactor, PagerdutyIntegration::read);
    }

    private byte[] body(String key, Message message, boolean hasDetails) {
        return MessageJson.JSON.bytes(out -> write(out, key, message, hasDetails));
    }

    private void write(JsonGenerator out, String key, Message message, boolean hasDetails) throws IOException {
        out.writeStartObject();
        out.writeStringField("routing_key", key);
        out.writeStringField("dedup_key", Digests.sha256(message.groupKey()));
        out.writeStringField("event_action", message.isFiring() ? "trigger" : "resolve");
        event.write(out, message, hasDetails);
        out.writeEndObject();
    }

    private static Attempt read(HttpAnswer answer, String place, Instant now) {
        return answer.isSuccess()
                ? HttpAnswers.read(answer, place, now)
                : HttpAnswers.failed(answer, place, words(answer.body()), now);
    }

    /** Returns the message and the errors of a refusal. */
    private static String words(String body) {
        try {
            JsonNode document = MessageJson.JSON.read(body);
            List<String> words = new ArrayList<>();
            words.add(document.path("message").asText(""));
            document.path("errors").forEach(error -> words.add(error.asText()));
            words.removeIf(String::isBlank);
            return words.isEmpty() ? body : String.join("; ", words);
        } catch (MalformedJsonException e) {
            return body;
        }
    }
}
