// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import io.arxsvgx.telemetry.web.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A request in memory, described with the request type of Java's HTTP client. */
public final class MemoryRequest implements HttpRequest {
    private final java.net.http.HttpRequest request;
    private final String path;
    private final byte[] body;

    public MemoryRequest(java.net.http.HttpRequest request) {
        this(request, request.uri().getRawPath());
    }

    /** Creates a request with a path that no client would send. */
    public MemoryRequest(java.net.http.HttpRequest request, String path) {
        this.request = request;
        this.path = path;
        body = request.bodyPublisher().map(MemoryRequest::bytes).orElse(new byte[0]);
    }

    private static byte[] bytes(java.net.http.HttpRequest.BodyPublisher publisher) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer item) {
                byte[] next = new byte[item.remaining()];
                item.get(next);
                bytes.writeBytes(next);
            }

            @Override
            public void onError(Throwable failure) {
                throw new AssertionError(failure);
            }

            @Override
            public void onComplete() {
                // all bytes are available: publishers of bytes and texts do not wait
            }
        });
        return bytes.toByteArray();
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public @Nullable String query() {
        return request.uri().getRawQuery();
    }

    @Override
    public List<String> headers(String name) {
        return request.headers().allValues(name);
    }

    @Override
    public String serverName() {
        return request.uri().getHost();
    }

    @Override
    public boolean isSecure() {
        return request.uri().getScheme().equals("https");
    }

    @Override
    public long contentLength() {
        return body.length;
    }

    @Override
    public InputStream body(long bytesPerTimeout) {
        return new ByteArrayInputStream(body);
    }
}
