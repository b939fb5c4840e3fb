// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import io.arxsvgx.telemetry.web.http.HttpLimits;
import io.arxsvgx.telemetry.web.http.RequestTimeoutException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;

/**
 * A request body that has to arrive within the request timeout. The clock is Jetty's, as for all network timeouts: a
 * time source of the host may stand still, and must not hold a connection open. Confined to one thread.
 */
final class TimedBody extends FilterInputStream {
    private final HttpLimits limits;
    private final EndPoint connection;
    private final long bytesPerTimeout;
    private long count;
    private long deadline;

    TimedBody(Request request, HttpLimits limits, long bytesPerTimeout) {
        super(Content.Source.asInputStream(request));
        this.limits = limits;
        this.bytesPerTimeout = bytesPerTimeout;
        connection = request.getConnectionMetaData().getConnection().getEndPoint();
        deadline = request.getBeginNanoTime() + limits.requestTimeout().toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        connection.setIdleTimeout(
                Math.min(remainingMillis(), limits.idleTimeout().toMillis()));
        int read = readOrTimeout(into, from, length);
        if (read > 0 && (count + read) / bytesPerTimeout > count / bytesPerTimeout) {
            deadline = NanoTime.now() + limits.requestTimeout().toNanos();
        }
        count += Math.max(0, read);
        remainingMillis();
        return read;
    }

    private int readOrTimeout(byte[] into, int from, int length) throws IOException {
        try {
            return super.read(into, from, length);
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof TimeoutException) {
                    throw new RequestTimeoutException(e);
                }
            }
            throw e;
        }
    }

    private long remainingMillis() throws RequestTimeoutException {
        long left = NanoTime.until(deadline);
        if (left <= 0) {
            throw new RequestTimeoutException(null);
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
    }

    @Override
    public void close() throws IOException {
        connection.setIdleTimeout(limits.idleTimeout().toMillis());
        super.close();
    }
}
