// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.notify.internal.http.HttpAnswer;
import io.arxsvgx.telemetry.notify.internal.http.HttpSender;
import io.arxsvgx.telemetry.notify.internal.http.HttpSettings;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import io.arxsvgx.telemetry.notify.internal.message.PrometheusLabels;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import io.arxsvgx.telemetry.notify.internal.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An integration that sends alerts to the API v2 of Alertmanagers: one of {@code alertmanager_configs}. As Prometheus does,
 * it sends to all of them, and one that accepts the alerts is enough, since alerts that fire are sent again.
 */
final class AlertmanagerIntegration implements Integration {
    private static final String PATH = "/api/v2/alerts";
    private static final Duration DEFAULT_RESEND_INTERVAL = Duration.ofMinutes(1);
    /** An alert that fires ends after this many intervals without another message. */
    private static final int INTERVALS_TO_END = 4;

    private static final int MAX_BATCH = 256;
    /** Answers to a batch of which a part may be accepted: 413 is one that is too large. */
    private static final Set<Integer> REFUSED = Set.of(400, 413, 422);

    private final String name;
    private final boolean sendsResolved;
    private final Duration resendInterval;
    private final List<HttpEndpoint> endpoints;
    private final CustomHeaders headers;
    private final InstantSource clock;

    private AlertmanagerIntegration(IntegrationOptions options) {
        name = options.name();
        sendsResolved = options.sendsResolved(true);
        resendInterval =
                options.duration("resend_interval", Duration.ofSeconds(1), Duration.ofDays(1), DEFAULT_RESEND_INTERVAL);
        headers = CustomHeaders.read(options);
        clock = options.global().environment().clock();
        endpoints = endpoints(options);
    }

    static Integration parse(IntegrationOptions options) {
        return new AlertmanagerIntegration(options);
    }

    private static List<HttpEndpoint> endpoints(IntegrationOptions options) {
        HttpSettings settings = options.http();
        Duration timeout =
                options.duration("timeout", Duration.ofMillis(1), Duration.ofMinutes(10), HttpSender.DEFAULT_TIMEOUT);
        HttpSender sender = new HttpSender(settings, timeout);
        List<HttpEndpoint> endpoints = new ArrayList<>();
        for (String url : urls(options)) {
            Secret address = Secret.of(url);
            HttpEndpoint.check(options.node(), "url", address, settings);
            endpoints.add(new HttpEndpoint(
                    address, PATH, sender, options.global().environment().clock()));
        }
        if (endpoints.isEmpty()) {
            options.node().fault("url", "missing; expected an address such as http://alertmanager.example:9093");
        }
        return List.copyOf(endpoints);
    }

    private static List<String> urls(IntegrationOptions options) {
        JsonNode raw = options.node().raw("url");
        if (raw != null && raw.isArray()) {
            return options.node().texts("url");
        }
        String url = options.node().text("url");
        return url == null ? List.of() : List.of(url);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return endpoints.stream().map(HttpEndpoint::shown).collect(Collectors.joining(", "));
    }

    @Override
    public boolean sendsResolved() {
        return sendsResolved;
    }

    @Override
    public Duration resendInterval() {
        return resendInterval;
    }

    @Override
    public Attempt send(Message message) throws InterruptedException {
        List<Attempt> results = new ArrayList<>();
        for (HttpEndpoint endpoint : endpoints) {
            results.add(send(endpoint, message));
        }
        return best(results);
    }

    /** Returns a success if there is one, else a failure to retry, else one that is final. */
    private static Attempt best(List<Attempt> results) {
        for (Attempt.Outcome outcome : Attempt.Outcome.values()) {
            for (Attempt result : results) {
                if (result.outcome() == outcome) {
                    return result;
                }
            }
        }
        throw new IllegalStateException("no addresses");
    }

    /** Sends all alerts to one Alertmanager. */
    private Attempt send(HttpEndpoint endpoint, Message message) throws InterruptedException {
        Tally tally = new Tally();
        List<MessageAlert> alerts = message.alerts();
        for (int from = 0; from < alerts.size() && tally.failure == null; from += MAX_BATCH) {
            sendBatch(endpoint, message, alerts.subList(from, Math.min(alerts.size(), from + MAX_BATCH)), tally);
        }
        return tally.result(alerts.size());
    }

    /** The results of the batches of a message. */
    private static final class Tally {
        private int refused;
        private @Nullable Attempt refusal;
        private @Nullable Attempt failure;
        private @Nullable Attempt success;

        Attempt result(int alerts) {
            if (failure != null) {
                return failure;
            }
            if (success == null || refusal == null) {
                return refusal != null ? refusal : success != null ? success : Attempt.sent("no alerts");
            }
            return Attempt.sent(
                    success.text() + "; " + refused + " of " + alerts + " alerts refused: " + refusal.text());
        }
    }

    /** Sends a batch; one that is refused is halved, so that the alerts that are valid arrive. */
    private void sendBatch(HttpEndpoint endpoint, Message message, List<MessageAlert> batch, Tally tally)
            throws InterruptedException {
        Refusal refusal = new Refusal();
        Attempt attempt = post(endpoint, message, batch, refusal);
        if (attempt.outcome() == Attempt.Outcome.SENT) {
            tally.success = attempt;
        } else if (!refusal.isOfContent) {
            tally.failure = attempt;
        } else if (batch.size() == 1) {
            tally.refused++;
            tally.refusal = attempt;
        } else {
            int half = batch.size() / 2;
            sendBatch(endpoint, message, batch.subList(0, half), tally);
            if (tally.failure == null) {
                sendBatch(endpoint, message, batch.subList(half, batch.size()), tally);
            }
        }
    }

    /** Whether the content of a request was refused. */
    private static final class Refusal {
        private boolean isOfContent;

        Attempt read(HttpAnswer answer, String place, Instant now) {
            isOfContent = REFUSED.contains(answer.status());
            return HttpAnswers.read(answer, place, now);
        }
    }

    private Attempt post(HttpEndpoint endpoint, Message message, List<MessageAlert> batch, Refusal refusal)
            throws InterruptedException {
        Redactor redactor = new Redactor();
        headers.addSecrets(redactor);
        Map<String, String> all = new TreeMap<>(headers.values());
        all.put("Content-Type", "application/json");
        Instant end = clock.instant().plus(resendInterval.multipliedBy(INTERVALS_TO_END));
        byte[] body = MessageJson.JSON.bytes(out -> write(out, message, batch, end));
        return endpoint.post(all, body, redactor, refusal::read);
    }

    private static void write(JsonGenerator out, Message message, List<MessageAlert> batch, Instant end)
            throws IOException {
        out.writeStartArray();
        for (MessageAlert alert : batch) {
            out.writeStartObject();
            MessageJson.texts(out, "labels", PrometheusLabels.of(alert.labels()));
            MessageJson.texts(out, "annotations", PrometheusLabels.of(alert.annotations()));
            out.writeStringField("startsAt", alert.startsAt().toString());
            out.writeStringField("endsAt", (alert.endsAt() == null ? end : alert.endsAt()).toString());
            String generator = message.generatorUrl(alert);
            if (!generator.isEmpty()) {
                out.writeStringField("generatorURL", generator);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
