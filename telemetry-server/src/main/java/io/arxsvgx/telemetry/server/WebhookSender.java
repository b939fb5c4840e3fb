// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.NotificationSender;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.Json;
import io.arxsvgx.telemetry.json.JsonLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Sends alerts to an address over HTTP, as JSON, under the action {@code send_notification}. What does not answer, or
 * answers that it failed, is tried again, each time after twice as long; a call takes at most some nine seconds, and is
 * then counted as failed. An answer that says the request is wrong is not tried again. Thread-safe.
 */
public final class WebhookSender implements NotificationSender {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int TRIES = 3;

    private final URI address;
    private final Duration pause;
    private final Json json = new Json(JsonLimits.defaults());
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * Sets up a sender.
     *
     * @param address where alerts are sent by POST; http or https
     * @throws IllegalArgumentException if it is no such address
     */
    public WebhookSender(URI address) {
        this(address, Duration.ofSeconds(1));
    }

    WebhookSender(URI address, Duration pause) {
        String scheme = requireNonNull(address, "address").getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException("the address is \"" + address + "\"; it takes http://… or https://…");
        }
        this.address = address;
        this.pause = pause;
    }

    /** Scheme, host and port: the rest may hold a secret, and failures are shown in the status. */
    private String shown() {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    @Override
    public void send(Alert alert) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.bytes(out -> AlertJson.write(out, alert))))
                .build();
        IOException failure = null;
        Duration wait = pause;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            if (attempt > 0) {
                Thread.sleep(wait.toMillis());
                wait = wait.multipliedBy(2);
            }
            try {
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status / 100 == 2) {
                    return;
                }
                failure = new IOException(shown() + " answered " + status);
                if (status / 100 == 4 && status != 408 && status != 429) {
                    break;
                }
            } catch (IOException e) {
                failure = new IOException(shown() + " failed: " + e, e);
            }
        }
        throw requireNonNull(failure);
    }
}
