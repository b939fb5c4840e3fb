// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import io.arxsvgx.telemetry.text.ForeignText;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request's body, decompressed, within bounds of size and time. Confined to one thread. */
public final class RequestBody extends FilterInputStream {
    /** A body without a bound of size has the time of a request for each of its blocks. */
    private static final long BLOCK_BYTES = 1 << 20;

    private final HttpLimits limits;
    private final EndPoint connection;
    private final long maxBytes;
    private long got;
    private long nextBlock;
    private long deadline;

    private RequestBody(Request request, InputStream in, HttpLimits limits, long maxBytes) {
        super(in);
        this.limits = limits;
        this.maxBytes = maxBytes;
        connection = request.getConnectionMetaData().getConnection().getEndPoint();
        deadline = request.getBeginNanoTime() + limits.requestTimeout().toNanos();
        nextBlock = maxBytes == Long.MAX_VALUE ? BLOCK_BYTES : Long.MAX_VALUE;
    }

    /** Opens a body that has to arrive whole within the request timeout. */
    public static RequestBody document(Request request, HttpLimits limits) {
        if (request.getLength() > limits.maxBodyBytes()) {
            throw tooLarge(limits.maxBodyBytes());
        }
        return open(request, limits, limits.maxBodyBytes());
    }

    /** Opens a body of any length, each MiB of which has to arrive within the request timeout. */
    public static RequestBody lines(Request request, HttpLimits limits) {
        return open(request, limits, Long.MAX_VALUE);
    }

    private static RequestBody open(Request request, HttpLimits limits, long maxBytes) {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        RequestBody raw = new RequestBody(
                request,
                Content.Source.asInputStream(request),
                limits,
                isIdentity(encoding) ? maxBytes : Long.MAX_VALUE);
        if (isIdentity(encoding)) {
            return raw;
        }
        if (!isGzip(encoding)) {
            throw new ApiException(
                    415, "Content-Encoding " + ForeignText.quote(encoding) + " is not taken; it takes gzip, or none");
        }
        try {
            return new RequestBody(request, new GZIPInputStream(raw, 1 << 14), limits, maxBytes);
        } catch (IOException e) {
            throw unreadable(e).status == 408 ? unreadable(e) : notGzip();
        }
    }

    private static boolean isIdentity(@Nullable String encoding) {
        return encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity");
    }

    private static boolean isGzip(@Nullable String encoding) {
        String name = encoding == null ? "" : encoding.strip();
        return name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip");
    }

    /** The kind of content that a request says it has, in lower case; JSON where it says none. */
    public static String media(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return media.isEmpty() || media.equals("text/json") ? ApiResponse.JSON : media;
    }

    public static ApiException notTaken(String media, String taken) {
        return new ApiException(415, "Content-Type " + ForeignText.quote(media) + " is not taken; it takes " + taken);
    }

    private static ApiException notGzip() {
        return ApiException.badRequest("the body is not gzip, as its Content-Encoding says");
    }

    private static ApiException tooLarge(long maxBytes) {
        return new ApiException(413, "the body is larger than " + maxBytes + " bytes; send it in parts, or as NDJSON");
    }

    private static ApiException tooSlow() {
        return new ApiException(408, "the request took too long to arrive");
    }

    /** Says why a body could not be read. */
    static ApiException unreadable(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return tooSlow();
            }
        }
        return ApiException.badRequest("the request could not be read");
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
        int count;
        try {
            count = super.read(into, from, length);
        } catch (ZipException e) {
            throw notGzip();
        }
        got += Math.max(0, count);
        if (got > maxBytes) {
            throw tooLarge(maxBytes);
        }
        if (got >= nextBlock) {
            nextBlock = got + BLOCK_BYTES;
            deadline = System.nanoTime() + limits.requestTimeout().toNanos();
        }
        remainingMillis();
        return count;
    }

    private long remainingMillis() {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw tooSlow();
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
    }

    @Override
    public void close() throws IOException {
        connection.setIdleTimeout(limits.idleTimeout().toMillis());
        super.close();
    }
}
