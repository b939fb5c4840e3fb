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

/** Calls a server's HTTP interface, and turns what goes wrong into one line for the user. Thread-safe. */
public final class ServerClient {
    /** The kind of content that is lines of one JSON document each. */
    public static final String NDJSON = "application/x-ndjson";

    private static final int UNAVAILABLE = 503;
    private static final JsonLimits LIMITS = new JsonLimits(1_000, 20_000_000, 1_000, 100_000, 1 << 20);

    private final HttpClient http;
    private final URI address;
    private final @Nullable String token;
    private final Duration patience;
    private final StopSignal stop;
    private final JsonCodec json = new JsonCodec(LIMITS);

    ServerClient(HttpClient http, URI address, @Nullable String token, Duration patience, StopSignal stop) {
        this.http = http;
        this.address = address;
        this.token = token;
        this.patience = patience;
        this.stop = stop;
    }

    /**
     * The server that is called.
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

    Duration patience() {
        return patience;
    }

    JsonCodec json() {
        return json;
    }

    /**
     * Reads something.
     *
     * @param path the call
     * @return the document that answers it
     */
    public JsonNode get(String path) {
        ServerResponse answer = read(path);
        if (answer.status() == UNAVAILABLE) {
            CliException refusal = answer.refusal();
            throw CliException.noServer("the server at " + address + " stops, or has too much to do", refusal);
        }
        return answer.expectSuccess();
    }

    /**
     * Reads something. It is given up when the user wants to stop.
     *
     * @param path the call
     * @return the answer, whatever its status
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
     * Reads something.
     *
     * @param path the call
     * @param query names and values; those that are null or empty are left out
     * @return the document that answers it
     */
    public JsonNode get(String path, Map<String, ? extends @Nullable Object> query) {
        StringJoiner joined = new StringJoiner("&", "?", "").setEmptyValue("");
        query.forEach((name, value) -> {
            if (value != null && !value.toString().isEmpty()) {
                joined.add(name + "=" + encoded(value.toString()));
            }
        });
        return get(path + joined);
    }

    /**
     * A text as a part of an address.
     *
     * @param text any text
     * @return the text with nothing in it that means something in an address
     */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /**
     * Calls. A change is not given up in the middle: the caller would not know whether it was made.
     *
     * @param method for example POST
     * @param path the call
     * @param type the body's kind of content; empty if there is no body
     * @param body the body
     * @return the answer, whatever its status
     */
    public ServerResponse send(String method, String path, String type, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(patience)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
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
        return new ServerResponse(response.statusCode(), document(response), retryAfter(response));
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
                    "what answers at " + address + " is no telemetry server (status " + response.statusCode()
                            + ", no JSON); --server takes the address of its HTTP interface",
                    e);
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        return seconds.matches("[0-9]{1,4}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    /**
     * Says that no server answered.
     *
     * @param why what happened
     * @return a fault
     */
    CliException unreachable(IOException why) {
        String text;
        if (why instanceof SSLException) {
            text = "the server at " + address + " cannot be believed: " + why.getMessage()
                    + "; --ca takes a PEM file with its certificate";
        } else if (why instanceof java.net.http.HttpTimeoutException
                && !(why instanceof java.net.http.HttpConnectTimeoutException)) {
            text = "the server at " + address + " did not answer within " + patience.toMillis() / 1e3 + " s";
        } else {
            text = "no server answers at " + address
                    + "; \"telemetry start\" starts one, --server or TELEMETRY_SERVER names another";
        }
        return CliException.noServer(text, why);
    }
}
