// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.StopSignal;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A client of a server's HTTP interface, which reports failures in one line for the user. Thread-safe. */
public final class ServerClient {
    /** The content type of one JSON document per line. */
    public static final String NDJSON = "application/x-ndjson";

    private static final int UNAVAILABLE = 503;
    private static final JsonLimits LIMITS = new JsonLimits(1_000, 20_000_000, 1_000, 100_000, 1 << 20);

    private final HttpClient http;
    private final URI address;
    private final @Nullable String token;
    private final Duration timeout;
    private final StopSignal stop;
    private final JsonCodec json = new JsonCodec(LIMITS);

    ServerClient(HttpClient http, URI address, @Nullable String token, Duration timeout, StopSignal stop) {
        this.http = http;
        this.address = address;
        this.token = token;
        this.timeout = timeout;
        this.stop = stop;
    }

    /**
     * Returns the address of the server.
     *
     * @return its address
     */
    public URI address() {
        return address;
    }

    HttpClient http() {
        return http;
    }

    @Nullable
    String token() {
        return token;
    }

    Duration timeout() {
        return timeout;
    }

    JsonCodec json() {
        return json;
    }

    /**
     * Sends a GET request.
     *
     * @param path the path
     * @return the document of the response
     */
    public JsonNode get(String path) {
        return getResource(path).document();
    }

    /**
     * Sends a GET request.
     *
     * @param path the path
     * @return the successful response, with the version of the resource
     */
    public ServerResponse getResource(String path) {
        ServerResponse answer = read(path);
        if (answer.status() == UNAVAILABLE) {
            CliException refusal = answer.refusal();
            throw CliException.noServer("the server at " + address + " is stopping or overloaded", refusal);
        }
        answer.expectSuccess();
        return answer;
    }

    /**
     * Sends a GET request, which a stop request interrupts.
     *
     * @param path the path
     * @return the response, with any status
     */
    public ServerResponse read(String path) {
        try {
            return stop.interruptibly(() -> send("GET", path, "", new byte[0]));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw CliException.failed("interrupted", e);
        }
    }

    /**
     * Sends a GET request.
     *
     * @param path the path
     * @param query names and values; null values are omitted, and empty ones, except of labels, where they mean absence
     * @return the document of the response
     */
    public JsonNode get(String path, Map<String, ? extends @Nullable Object> query) {
        StringJoiner joined = new StringJoiner("&", "?", "").setEmptyValue("");
        query.forEach((name, value) -> {
            if (value != null && (name.startsWith("label.") || !value.toString().isEmpty())) {
                joined.add(encoded(name) + "=" + encoded(value.toString()));
            }
        });
        return get(path + joined);
    }

    /**
     * Percent-encodes a text for a part of an address.
     *
     * @param text any text
     * @return the text without characters that have a meaning in an address
     */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /**
     * Sends a request. A stop request does not interrupt it, since the result of a change would be unknown.
     *
     * @param method for example POST
     * @param path the path
     * @param type the content type; empty if there is no body
     * @param body the body
     * @return the response, with any status
     */
    public ServerResponse send(String method, String path, String type, byte[] body) {
        return send(method, path, type, body, "");
    }

    /**
     * Replaces a JSON resource if the server still has the given version of it.
     *
     * @param path the path
     * @param document the resource
     * @param entityTag the version, from {@link ServerResponse#entityTag}; empty for any version
     * @return the response, with any status; see {@link ServerResponse#isConflict}
     */
    public ServerResponse put(String path, JsonNode document, String entityTag) {
        return send("PUT", path, "application/json", document.toString().getBytes(UTF_8), entityTag);
    }

    private ServerResponse send(String method, String path, String type, byte[] body, String entityTag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(timeout)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!entityTag.isEmpty()) {
            request.header("If-Match", entityTag);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response;
        try {
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw CliException.failed("interrupted", e);
        }
        String tag = response.headers().firstValue("ETag").orElse("");
        return new ServerResponse(response.statusCode(), document(response), retryAfter(response), tag);
    }

    private JsonNode document(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return json.read(new ByteArrayInputStream(body));
        } catch (IOException | MalformedJsonException e) {
            throw CliException.noServer(
                    "no telemetry server at " + address + " (status " + response.statusCode()
                            + ", no JSON); set the address of the server's HTTP interface with --server",
                    e);
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        return seconds.matches("[0-9]{1,4}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    /**
     * Creates the failure for a server that does not answer.
     *
     * @param why the cause
     * @return the failure
     */
    CliException unreachable(IOException why) {
        String text;
        if (why instanceof SSLException) {
            text = "cannot verify the certificate of the server at " + address + ": " + why.getMessage()
                    + "; set a PEM file with its certificate by --ca";
        } else if (why instanceof java.net.http.HttpTimeoutException
                && !(why instanceof java.net.http.HttpConnectTimeoutException)) {
            text = "the server at " + address + " did not answer within " + timeout.toMillis() / 1e3 + " s";
        } else {
            text = "no server answers at " + address
                    + "; start one with \"telemetry start\", or set the address with --server or TELEMETRY_SERVER";
        }
        return CliException.noServer(text, why);
    }
}
