// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import io.arxsvgx.telemetry.text.Durations;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A sender of requests by POST. One timeout applies to connecting, redirections and the whole answer, of which at most 64
 * kB are read. It follows 307 and 308 on the same host, at most five in a row. Thread-safe.
 */
public final class HttpSender {
    /** The time that a request has by default. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private static final int MAX_REDIRECTIONS = 5;
    private static final int MAX_BODY_BYTES = 1 << 16;
    private static final int TEMPORARY_REDIRECT = 307;
    private static final int PERMANENT_REDIRECT = 308;

    private final HttpSettings settings;
    private final Duration timeout;
    private final HttpClients clients;

    /**
     * Creates a sender.
     *
     * @param timeout for a request and its answer; more than zero
     */
    public HttpSender(HttpSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        this.clients = new HttpClients(settings, timeout);
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param headers further headers, besides those of {@code http_config}
     * @param redactor gets all secrets that were sent, in case that the answer repeats them
     * @throws HttpFailureException if there is no answer, or a redirection that is not followed
     * @throws IOException if a secret cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    public HttpAnswer post(EndpointUrl url, Map<String, String> headers, byte[] body, Redactor redactor)
            throws IOException, InterruptedException {
        Map<String, String> all = withAuthorization(url, headers, redactor);
        long end = System.nanoTime() + timeout.toNanos();
        EndpointUrl target = url;
        for (int redirections = 0; true; redirections++) {
            target.addSecrets(redactor);
            HttpResponse<byte[]> answer = exchange(target, all, body, end);
            int status = answer.statusCode();
            String location = answer.headers().firstValue("Location").orElse(null);
            if (status / 100 != 3 || location == null) {
                return HttpAnswer.of(status, answer.headers(), answer.body());
            }
            target = redirected(target, status, location, redirections);
        }
    }

    private EndpointUrl redirected(EndpointUrl target, int status, String location, int redirections)
            throws HttpFailureException {
        boolean isSame = status == TEMPORARY_REDIRECT || status == PERMANENT_REDIRECT;
        if (!settings.followsRedirects() || !isSame) {
            throw HttpFailureException.dead("answered " + status + ", a redirection that is not followed");
        }
        if (redirections >= MAX_REDIRECTIONS) {
            throw HttpFailureException.dead("redirected more than " + MAX_REDIRECTIONS + " times");
        }
        return target.redirected(location);
    }

    private Map<String, String> withAuthorization(EndpointUrl url, Map<String, String> headers, Redactor redactor)
            throws IOException {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Authorization authorization = settings.authorization();
        String ofUrl = url.authorization();
        if (authorization != null) {
            all.put("Authorization", authorization.header(redactor));
        } else if (ofUrl != null) {
            all.put("Authorization", ofUrl);
        }
        ProxyAddress proxy = settings.proxy();
        String ofProxy = proxy == null ? null : proxy.authorization(redactor);
        if (ofProxy != null) {
            all.put("Proxy-Authorization", ofProxy);
        }
        all.putAll(headers);
        return all;
    }

    private static HttpRequest request(EndpointUrl url, Map<String, String> headers, byte[] body)
            throws HttpFailureException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.uri())
                .setHeader("User-Agent", "Arx-Telemetry")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            headers.forEach(request::setHeader);
        } catch (IllegalArgumentException e) {
            // such as a token with a line end; the exception shows the value
            throw HttpFailureException.retry("a header has a character that is not allowed");
        }
        return request.build();
    }

    /** Sends a request. The timeout applies to the whole answer, unlike that of the client. */
    private HttpResponse<byte[]> exchange(EndpointUrl url, Map<String, String> headers, byte[] body, long end)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                clients.client(url).sendAsync(request(url, headers, body), info -> new BoundedBody(MAX_BODY_BYTES));
        try {
            return answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw HttpFailureException.retry(noAnswer());
        } catch (ExecutionException e) {
            throw HttpFailureException.retry(words(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private String noAnswer() {
        return "no complete answer within " + Durations.format(timeout);
    }

    private String words(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpConnectTimeoutException) {
                return "cannot connect within " + Durations.format(timeout);
            }
            if (cause instanceof HttpTimeoutException) {
                return noAnswer();
            }
            if (cause instanceof SSLException) {
                return "TLS failed: " + ForeignText.shorten(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof ConnectException) {
                return "connection refused, or no such host";
            }
        }
        return "connection lost";
    }
}
