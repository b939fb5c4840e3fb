// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** A server of HTTP that records requests and answers as a test says; 200 without a body unless it says otherwise. */
public final class HttpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private Answer otherwise = new Answer(200, "", Map.of());
    private @Nullable HttpHandler handler;

    /** A request that came. */
    public record Request(String method, String target, Headers headers, String body) {
        /** Returns the value of a header; empty if there is none. */
        public String header(String name) {
            String value = headers.getFirst(name);
            return value == null ? "" : value;
        }
    }

    private record Answer(int status, String body, Map<String, String> headers) {}

    private HttpReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
    }

    /** Starts a server of http. */
    public static HttpReceiver start() {
        try {
            return started(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server of https. */
    public static HttpReceiver start(SSLContext tls, boolean needsClientCertificate) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters settings = tls.getDefaultSSLParameters();
                settings.setNeedClientAuth(needsClientCertificate);
                parameters.setSSLParameters(settings);
            }
        });
        return started(server);
    }

    private static HttpReceiver started(HttpServer server) {
        HttpReceiver receiver = new HttpReceiver(server);
        server.createContext("/", receiver::handle);
        server.start();
        return receiver;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        HttpHandler own = handler;
        if (own != null) {
            own.handle(exchange);
            return;
        }
        send(exchange, next());
    }

    private synchronized Answer next() {
        Answer next = answers.poll();
        return next == null ? otherwise : next;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    /** Answers so once, after those that were given before. */
    public synchronized HttpReceiver reply(int status, String body, Map<String, String> headers) {
        answers.add(new Answer(status, body, headers));
        return this;
    }

    public HttpReceiver reply(int status, String body) {
        return reply(status, body, Map.of());
    }

    /** Answers so from now on. */
    public synchronized HttpReceiver always(int status, String body) {
        otherwise = new Answer(status, body, Map.of());
        return this;
    }

    /** Answers by a function from now on; the body of the request was read. */
    public HttpReceiver handler(HttpHandler own) {
        handler = own;
        return this;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Returns the only request. */
    public Request request() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, got " + requests.size());
        }
        return requests.get(0);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns the address without a path. */
    public String address() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
