// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import io.arxsvgx.telemetry.notify.internal.message.IdempotencyKeys;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import io.arxsvgx.telemetry.notify.internal.receiver.AlertDocuments;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import io.arxsvgx.telemetry.notify.internal.secret.Secret;
import io.arxsvgx.telemetry.notify.internal.secret.UnreadableSecretException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An integration that posts messages to an address: one of {@code webhook_configs}. */
final class WebhookIntegration implements Integration {
    private static final int MAX_CONCURRENCY = 16;
    private static final int DEFAULT_CONCURRENCY = 4;

    private final String name;
    private final boolean sendsResolved;
    private final int concurrency;
    private final int maxAlerts;
    private final boolean sendsDocuments;
    private final HttpEndpoint endpoint;
    private final WebhookBody body;
    private final CustomHeaders headers;
    private final @Nullable Secret hmacSecret;
    private final AlertDocuments documents;

    private WebhookIntegration(IntegrationOptions options) {
        this.name = options.name();
        this.endpoint = HttpEndpoint.read(options, "url", options.secret("url"));
        this.sendsResolved = options.sendsResolved(true);
        this.concurrency = options.node().number("concurrency", 1, MAX_CONCURRENCY, DEFAULT_CONCURRENCY);
        this.maxAlerts = options.node().number("max_alerts", 0, Integer.MAX_VALUE, 0);
        this.body = WebhookBody.read(options);
        this.sendsDocuments = "alert".equals(options.node().parsed("format", WebhookIntegration::format));
        this.headers = CustomHeaders.read(options);
        this.hmacSecret = options.secret("hmac_secret");
        this.documents = options.global().environment().documents();
        if (hmacSecret != null && hmacSecret.isEmptyText()) {
            options.node().fault("hmac_secret", "expected a text that is not empty");
        }
        if (sendsDocuments && body.template() != null) {
            options.node().fault("body", "not possible with format: alert");
        }
    }

    static Integration parse(IntegrationOptions options) {
        return new WebhookIntegration(options);
    }

    private static String format(String text) {
        if (!text.equals("alertmanager") && !text.equals("alert")) {
            throw new IllegalArgumentException("expected alertmanager or alert, got \"" + text + '"');
        }
        return text;
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
    public int concurrency() {
        return concurrency;
    }

    @Override
    public int maxAlerts() {
        return maxAlerts;
    }

    @Override
    public Attempt send(Message message) throws InterruptedException {
        if (sendsDocuments) {
            return sendDocuments(message);
        }
        byte[] bytes = body.bytes(message);
        return bytes == null
                ? Attempt.dead("the body is longer than 1 MB; set max_alerts or shorten the template")
                : post(message.idempotencyKey(), bytes);
    }

    /** Posts the document of each alert; a refused one does not keep the others from being sent. */
    private Attempt sendDocuments(Message message) throws InterruptedException {
        Attempt result = Attempt.sent("no alert left to send");
        boolean isRefused = false;
        for (MessageAlert alert : message.alerts()) {
            byte[] document = documents.document(alert);
            if (document == null) {
                continue;
            }
            Attempt attempt = post(key(message, alert), document);
            if (attempt.outcome() == Attempt.Outcome.RETRY) {
                return attempt;
            }
            result = isRefused ? result : attempt;
            isRefused |= attempt.outcome() == Attempt.Outcome.DEAD;
        }
        return result;
    }

    /** Returns the key of an alert's document: its id and the number of the message, which grows. */
    private static String key(Message message, MessageAlert alert) {
        String key = message.idempotencyKey();
        return alert.id() + "-" + key.substring(key.lastIndexOf('-') + 1);
    }

    private Attempt post(String messageKey, byte[] bytes) throws InterruptedException {
        String key = IdempotencyKeys.headerValue(messageKey);
        Redactor redactor = new Redactor();
        headers.addSecrets(redactor);
        Map<String, String> all = new TreeMap<>(headers.values());
        all.put("Content-Type", body.contentType());
        all.put("Idempotency-Key", key);
        if (hmacSecret != null) {
            try {
                String secret = hmacSecret.value();
                redactor.add(secret);
                all.putAll(
                        WebhookSignature.headers(secret, key, endpoint.clock().instant(), bytes));
            } catch (UnreadableSecretException e) {
                return Attempt.retry("hmac_secret: " + e.getMessage(), null);
            }
        }
        return endpoint.post(all, bytes, redactor, HttpAnswers::read);
    }
}
