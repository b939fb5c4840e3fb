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
 * Sends alerts to an address over HTTP, as JSON, under the action {@code send_notification}.
 *
 * <p>A receiver that does not answer, or answers 408, 429 or 5xx, is tried again: three times in all, and as often as it
 * asks for by {@code Retry-After}, which is honoured up to one hour, until {@code maxElapsed}. Any other answer but 2xx is
 * final. Redirections by 307 and 308 are followed on the same host, at most five in a row. Each call has the header
 * {@code Idempotency-Key: <alert id>-<step number>}, by which a receiver can tell a repeated call. User and password of the
 * address become Basic authentication. Messages show scheme, host and port of the address only. Thread-safe.
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

    /** The clocks, and how to wait between calls. */
    record Timing(Duration pause, LongSupplier nanos, Supplier<Instant> now, Sleeper sleeper) {
        static final Timing SYSTEM = new Timing(
                Duration.ofSeconds(1), System::nanoTime, Instant::now, time -> Thread.sleep(time.toMillis()));
    }

    /** Waits. */
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** What a call came to, if not success. */
    private record Failure(
            String text,
            @Nullable Throwable cause,
            boolean isFinal,
            @Nullable Duration retryAfter) {}

    /**
     * Sets up a sender with default settings.
     *
     * @param address where alerts are sent by POST; http or https
     * @throws IllegalArgumentException if it is no such address
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
            // the client would ask for an upgrade to HTTP/2 with the first call, which some receivers take for the body
            http.version(HttpClient.Version.HTTP_1_1);
        }
        if (builder.trust != null) {
            http.sslContext(builder.trust);
        }
        client = http.build();
    }

    /**
     * Begins with an address.
     *
     * @param address where alerts are sent by POST, such as {@code https://user:password@hooks.example.org/alerts}
     * @return a builder with defaults
     * @throws IllegalArgumentException if it is no address of HTTP; the message shows scheme, host and port of it only
     */
    public static Builder builder(String address) {
        return new Builder(WebhookAddress.of(requireNonNull(address, "address")));
    }

    @Override
    public @Nullable String problem() {
        return problem;
    }

    /** Long enough for a receiver that asks to be called again and again until {@code maxElapsed}. */
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

    /** Calls once, redirections followed; null if that was a success. */
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
                            + ", which is not followed");
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

    /** The timeout is for the whole answer, which the client's own is not. */
    private HttpResponse<?> exchange(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return answer.get(timeout.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new java.net.http.HttpTimeoutException("no whole answer");
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
        return e instanceof SSLException ? "TLS failed: " + e.getMessage() : "the connection broke";
    }

    /** Collects settings. Not thread-safe. */
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
         * Sets how long the receiver has to answer.
         *
         * @param time 10 s by default; more than zero
         * @return this builder
         */
        public Builder timeout(Duration time) {
            timeout = positive("webhook_timeout", time);
            return this;
        }

        /**
         * Sets until when a receiver that asks for it by {@code Retry-After} is tried again.
         *
         * @param time since the first call; 24 h by default; more than zero
         * @return this builder
         */
        public Builder maxElapsed(Duration time) {
            maxElapsed = positive("webhook_max_elapsed", time);
            return this;
        }

        /**
         * Sets whom to believe to be the receiver over https.
         *
         * @param context null, the default, for those that Java trusts
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
                throw new IllegalArgumentException(name + ": expected more than 0 s");
            }
            return time;
        }

        /**
         * Creates the sender.
         *
         * @return a sender that has not called yet
         */
        public WebhookSender build() {
            return new WebhookSender(this);
        }
    }
}
