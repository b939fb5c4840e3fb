// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.http.EndpointUrl;
import io.arxsvgx.telemetry.notify.internal.http.HttpAnswer;
import io.arxsvgx.telemetry.notify.internal.http.HttpFailureException;
import io.arxsvgx.telemetry.notify.internal.http.HttpSender;
import io.arxsvgx.telemetry.notify.internal.http.HttpSettings;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.AttemptText;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import io.arxsvgx.telemetry.notify.internal.secret.Secret;
import io.arxsvgx.telemetry.notify.internal.secret.UnreadableSecretException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An address with the settings by which requests are sent there. Thread-safe. */
final class HttpEndpoint {
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);

    private final Secret url;
    private final String path;
    private final HttpSender sender;
    private final InstantSource clock;

    /** A function that reads the answer of a receiver. */
    interface AnswerReader {
        /** Returns the result; {@code place} is the address without secrets. */
        Attempt read(HttpAnswer answer, String place, Instant now);
    }

    /**
     * Creates an endpoint.
     *
     * @param path what follows the path of the address; empty for nothing
     */
    HttpEndpoint(Secret url, String path, HttpSender sender, InstantSource clock) {
        this.url = url;
        this.path = path;
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * Reads an endpoint with its {@code http_config} and {@code timeout}; reports faults.
     *
     * @param key the key of the address
     * @param url the address; null if it is missing, which is a fault
     */
    static HttpEndpoint read(IntegrationOptions options, String key, @Nullable Secret url) {
        HttpSettings settings = options.http();
        Duration timeout = options.duration("timeout", MIN_TIMEOUT, MAX_TIMEOUT, HttpSender.DEFAULT_TIMEOUT);
        if (url == null) {
            options.node().fault(key, "missing; expected an address such as https://host.example/path");
        } else {
            check(options.node(), key, url, settings);
        }
        HttpSender sender = new HttpSender(settings, timeout);
        return new HttpEndpoint(
                url == null ? Secret.of("") : url,
                "",
                sender,
                options.global().environment().clock());
    }

    /** Reports an address that is not valid; one in a file is checked when it is used. */
    static void check(ConfigNode node, String key, Secret url, HttpSettings settings) {
        if (!url.isText()) {
            return;
        }
        try {
            String problem = settings.problem(EndpointUrl.parse(url.value()));
            if (problem != null) {
                node.fault("http_config", problem);
            }
        } catch (IllegalArgumentException | IOException e) {
            node.fault(key, String.valueOf(e.getMessage()));
        }
    }

    /** Returns scheme, host and port, or the file with the address. */
    String shown() {
        try {
            return url.isText() ? EndpointUrl.parse(url.value()).shown() : "address in " + url.file();
        } catch (IllegalArgumentException | IOException e) {
            return "invalid address";
        }
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * Sends a request and returns its result, without secrets.
     *
     * @param redactor the secrets of the request's headers and body
     */
    Attempt post(Map<String, String> headers, byte[] body, Redactor redactor, AnswerReader reader)
            throws InterruptedException {
        return AttemptText.clean(attempt(headers, body, redactor, reader), redactor);
    }

    private Attempt attempt(Map<String, String> headers, byte[] body, Redactor redactor, AnswerReader reader)
            throws InterruptedException {
        EndpointUrl target;
        try {
            target = target();
        } catch (IllegalArgumentException e) {
            return Attempt.retry(shown() + ": " + e.getMessage(), null);
        } catch (UnreadableSecretException e) {
            return Attempt.retry(String.valueOf(e.getMessage()), null);
        }
        try {
            HttpAnswer answer = sender.post(target, headers, body, redactor);
            return reader.read(answer, target.shown(), clock.instant());
        } catch (HttpFailureException e) {
            String text = target.shown() + ": " + e.getMessage();
            return e.isFinal() ? Attempt.dead(text) : Attempt.retry(text, null);
        } catch (UnreadableSecretException e) {
            return Attempt.retry(String.valueOf(e.getMessage()), null);
        } catch (IOException e) {
            return Attempt.retry(target.shown() + ": connection lost", null);
        }
    }

    private EndpointUrl target() throws UnreadableSecretException {
        EndpointUrl parsed = EndpointUrl.parse(url.value());
        return path.isEmpty() ? parsed : parsed.withPath(path);
    }
}
