// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.NotificationSender;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A sender of alerts to an HTTP address, as JSON, for the action {@code send_notification}.
 *
 * <p>A call without a response, or with 408, 429 or 5xx, is retried, three calls in all. A receiver that sends {@code
 * Retry-After} is called again as often as it asks, each time after at most one hour, until {@code maxElapsed}. Any
 * other response except 2xx is final. Redirections by 307 and 308 are followed on the same host, at most five in a row.
 * Each call has the header {@code Idempotency-Key: <alert id>-<step number>}, by which a receiver recognizes a repeated
 * call. User and password of the address become Basic authentication. Messages show only scheme, host and port of the
 * address. Thread-safe.
 *
 * <pre>{@code
 * NotificationSender sender = WebhookSender.builder("https://hooks.example.org/alerts")
 *         .timeout(Duration.ofSeconds(20))
 *         .build();
 * }</pre>
 */
public final class WebhookSender implements NotificationSender {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_MAX_ELAPSED = Duration.ofHours(24);
    private static final int MAX_TRIES = 3;
    private static final int MAX_REDIRECTIONS = 5;

    private final WebhookAddress address;
    private final Duration timeout;
    private final Duration maxElapsed;
    private final Timing timing;
    private final HttpClient client;
    private final JsonCodec json = new JsonCodec(JsonLimits.defaults());
    private volatile @Nullable String problem;

    /** The clocks, and the function that waits between calls. */
    record Timing(Duration pause, LongSupplier nanos, Supplier<Instant> now, Sleeper sleeper) {
        static final Timing SYSTEM = new Timing(
                Duration.ofSeconds(1), System::nanoTime, Instant::now, time -> Thread.sleep(time.toMillis()));
    }

    /** A function that waits. */
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** The result of a call that failed. */
    private record Failure(
            String text,
            @Nullable Throwable cause,
            boolean isFinal,
            @Nullable Duration retryAfter) {}

    /**
     * Creates a sender with default settings.
     *
     * @param address the address that receives alerts by POST; http or https
     * @throws IllegalArgumentException if it is not such an address
     */
    public WebhookSender(URI address) {
        this(new Builder(WebhookAddress.of(address)));
    }

    private WebhookSender(Builder builder) {
        address = builder.address;
        timeout = builder.timeout;
        maxElapsed = builder.maxElapsed;
        timing = builder.timing;
        HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(timeout);
        if (address.isPlain()) {
            // the client would ask for an upgrade to HTTP/2 in the first call, which some receivers do not accept
            http.version(HttpClient.Version.HTTP_1_1);
        }
        if (builder.trust != null) {
            http.sslContext(builder.trust);
        }
        client = http.build();
    }

    /**
     * Returns a builder for an address.
     *
     * @param address the address that receives alerts by POST, such as {@code
     *     https://user:password@hooks.example.org/alerts}
     * @return a builder with defaults
     * @throws IllegalArgumentException if it is not an HTTP address; the message shows only its scheme, host and port
     */
    public static Builder builder(String address) {
        return new Builder(WebhookAddress.of(requireNonNull(address, "address")));
    }

    @Override
    public @Nullable String problem() {
        return problem;
    }

    /** Returns a time that is long enough for a receiver that asks for retries until {@code maxElapsed}. */
    @Override
    public Duration callTimeout() {
        return maxElapsed
                .plus(timeout.multipliedBy((long) MAX_TRIES * (MAX_REDIRECTIONS + 1)))
                .plusMinutes(1);
    }

    @Override
    public void send(Alert alert) throws IOException, InterruptedException {
        send(alert, 1);
    }

    @Override
    public void send(Alert alert, long step) throws IOException, InterruptedException {
        byte[] body = json.bytes(out -> AlertJson.write(out, alert));
        String key = alert.id() + "-" + step;
        long begun = timing.nanos.getAsLong();
        Duration pause = timing.pause;
        int tries = 0;
        while (true) {
            Failure failure = call(body, key);
            if (failure == null) {
                problem = null;
                return;
            }
            problem = failure.text;
            Duration left = maxElapsed.minusNanos(timing.nanos.getAsLong() - begun);
            boolean isAsked = failure.retryAfter != null && !left.isNegative() && !left.isZero();
            tries += isAsked ? 0 : 1;
            if (failure.isFinal || tries >= MAX_TRIES) {
                throw new IOException(failure.text, failure.cause);
            }
            timing.sleeper.sleep(isAsked ? shorter(longer(pause, failure.retryAfter), left) : pause);
            pause = isAsked ? pause : pause.multipliedBy(2);
        }
    }

    private static Duration longer(Duration a, @Nullable Duration b) {
        return b != null && b.compareTo(a) > 0 ? b : a;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Calls once and follows redirections. Returns null on success. */
    private @Nullable Failure call(byte[] body, String key) throws InterruptedException {
        WebhookAddress target = address;
        try {
            for (int redirections = 0; true; redirections++) {
                HttpResponse<?> answer = exchange(request(target, body, key));
                int status = answer.statusCode();
                if (status / 100 == 2) {
                    return null;
                }
                String location = answer.headers().firstValue("Location").orElse(null);
                if (status / 100 != 3 || location == null) {
                    return failure(status, answer);
                }
                boolean isFollowed = (status == 307 || status == 308) && redirections < MAX_REDIRECTIONS;
                if (!isFollowed) {
                    return refused("answered " + status + ", redirected to " + target.place(location)
                            + ", which is not allowed");
                }
                try {
                    target = target.redirected(location);
                } catch (IOException e) {
                    return refused("answered " + status + ", " + e.getMessage());
                }
            }
        } catch (IOException e) {
            return new Failure(address.shown() + ": " + words(e), e, false, null);
        }
    }

    private Failure refused(String text) {
        return new Failure(address.shown() + " " + text, null, true, null);
    }

    private Failure failure(int status, HttpResponse<?> answer) {
        boolean isFinal = status / 100 != 5 && status != 408 && status != 429;
        Duration wait = status == 429 || status == 503
                ? answer.headers()
                        .firstValue("Retry-After")
                        .map(header -> RetryAfter.parse(header, timing.now.get()))
                        .orElse(null)
                : null;
        return new Failure(address.shown() + " answered " + status, null, isFinal, wait);
    }

    private HttpRequest request(WebhookAddress target, byte[] body, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.uri())
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (target.authorization() != null) {
            request.header("Authorization", target.authorization());
        }
        return request.build();
    }

    /** Sends a request. The timeout applies to the whole response, unlike the timeout of the client. */
    private HttpResponse<?> exchange(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return answer.get(timeout.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new java.net.http.HttpTimeoutException("incomplete response");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private String words(IOException e) {
        if (e instanceof java.net.http.HttpConnectTimeoutException || e instanceof java.net.ConnectException) {
            return "connection refused, or no such host";
        }
        if (e instanceof java.net.http.HttpTimeoutException) {
            return "no answer within "
                    + BigDecimal.valueOf(timeout.toMillis(), 3)
                            .stripTrailingZeros()
                            .toPlainString() + " s";
        }
        return e instanceof SSLException ? "TLS failed: " + e.getMessage() : "connection lost";
    }

    /** A builder of senders. Not thread-safe. */
    public static final class Builder {
        private final WebhookAddress address;
        private Duration timeout = DEFAULT_TIMEOUT;
        private Duration maxElapsed = DEFAULT_MAX_ELAPSED;
        private Timing timing = Timing.SYSTEM;
        private @Nullable SSLContext trust;

        private Builder(WebhookAddress address) {
            this.address = address;
        }

        /**
         * Sets the timeout of a call.
         *
         * @param time 10 s by default; more than zero
         * @return this builder
         */
        public Builder timeout(Duration time) {
            timeout = positive("webhook_timeout", time);
            return this;
        }

        /**
         * Sets how long a receiver that sends {@code Retry-After} is called again.
         *
         * @param time since the first call; 24 h by default; more than zero
         * @return this builder
         */
        public Builder maxElapsed(Duration time) {
            maxElapsed = positive("webhook_max_elapsed", time);
            return this;
        }

        /**
         * Sets the TLS context that verifies the receiver's certificate.
         *
         * @param context null, the default, for the default context of Java
         * @return this builder
         */
        public Builder sslContext(@Nullable SSLContext context) {
            trust = context;
            return this;
        }

        Builder timing(Timing given) {
            timing = given;
            return this;
        }

        private static Duration positive(String name, Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException(name + ": expected more than 0 s, got " + time);
            }
            return time;
        }

        /**
         * Creates the sender.
         *
         * @return a sender that has not sent anything
         */
        public WebhookSender build() {
            return new WebhookSender(this);
        }
    }
}
