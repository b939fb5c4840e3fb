// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.http.HttpLimits;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import io.arxsvgx.telemetry.web.http.RequestTimeoutException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The body of a request, decompressed and limited in size. Confined to one thread. */
public final class RequestBody extends FilterInputStream {
    /** The number of bytes after which the request timeout starts again, for a body without a limit of size. */
    private static final long BLOCK_BYTES = 1 << 20;

    private final long maxBytes;
    private long count;

    private RequestBody(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    /** Opens a body that has to arrive as a whole within the request timeout. */
    public static RequestBody document(HttpRequest request, HttpLimits limits) {
        if (request.contentLength() > limits.maxBodyBytes()) {
            throw tooLarge(limits.maxBodyBytes());
        }
        return open(request, limits.maxBodyBytes(), Long.MAX_VALUE);
    }

    /** Opens a body of any length, each MiB of which has to arrive within the request timeout. */
    public static RequestBody lines(HttpRequest request) {
        return open(request, Long.MAX_VALUE, BLOCK_BYTES);
    }

    private static RequestBody open(HttpRequest request, long maxBytes, long bytesPerTimeout) {
        String encoding = request.header("Content-Encoding");
        boolean isIdentity = isIdentity(encoding);
        if (!isIdentity && !isGzip(encoding)) {
            throw new ApiException(
                    415, "Content-Encoding: expected gzip or none, got " + ForeignText.quote(String.valueOf(encoding)));
        }
        InputStream raw = request.body(bytesPerTimeout);
        try {
            return new RequestBody(isIdentity ? raw : new GZIPInputStream(raw, 1 << 14), maxBytes);
        } catch (IOException e) {
            throw isTimeout(e) ? tooSlow() : notGzip();
        }
    }

    private static boolean isIdentity(@Nullable String encoding) {
        return encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity");
    }

    private static boolean isGzip(@Nullable String encoding) {
        String name = encoding == null ? "" : encoding.strip();
        return name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip");
    }

    /** Returns the media type that a request declares, in lower case; JSON if it declares none. */
    public static String media(HttpRequest request) {
        String type = request.header("Content-Type");
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return media.isEmpty() || media.equals("text/json") ? ApiResponse.JSON : media;
    }

    public static ApiException notTaken(String media, String taken) {
        return new ApiException(415, "Content-Type: expected " + taken + ", got " + ForeignText.quote(media));
    }

    private static ApiException notGzip() {
        return ApiException.badRequest("invalid body: expected gzip, as its Content-Encoding declares");
    }

    private static ApiException tooLarge(long maxBytes) {
        return new ApiException(
                413, "body too large: expected at most " + maxBytes + " bytes; send it in parts or as NDJSON");
    }

    private static ApiException tooSlow() {
        return new ApiException(408, "request timeout: the request did not arrive in time");
    }

    /** Returns the exception for a body that could not be read. */
    public static ApiException unreadable(IOException failure) {
        return isTimeout(failure) ? tooSlow() : ApiException.badRequest("cannot read the request");
    }

    private static boolean isTimeout(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestTimeoutException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read;
        try {
            read = super.read(into, from, length);
        } catch (ZipException e) {
            throw notGzip();
        }
        count += Math.max(0, read);
        if (count > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return read;
    }
}
