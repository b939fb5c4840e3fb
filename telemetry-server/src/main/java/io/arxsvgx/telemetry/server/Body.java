// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.rule.ForeignText;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A request's body, decompressed, within bounds of size and time. Confined to one thread. */
final class Body extends FilterInputStream {
    private final long most;
    private final long nanos;
    private final long begun = System.nanoTime();
    private long got;

    private Body(InputStream in, long most, long nanos) {
        super(in);
        this.most = most;
        this.nanos = nanos;
    }

    /** Opens a request's body. */
    static Body of(Request request, long most, long nanos) {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        InputStream raw = Content.Source.asInputStream(request);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return new Body(raw, most, nanos);
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw new HttpFault(
                    415, "Content-Encoding " + ForeignText.quote(encoding) + " is not taken; it takes gzip, or none");
        }
        try {
            return new Body(new GZIPInputStream(raw, 1 << 14), most, nanos);
        } catch (IOException e) {
            throw notGzip();
        }
    }

    /** The kind of content that a request says it has, in lower case; JSON where it says none. */
    static String media(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return media.isEmpty() || media.equals("text/json") ? Answer.JSON : media;
    }

    static HttpFault notTaken(String media, String taken) {
        return new HttpFault(415, "Content-Type " + ForeignText.quote(media) + " is not taken; it takes " + taken);
    }

    private static HttpFault notGzip() {
        return new HttpFault(400, "the body is not gzip, as its Content-Encoding says");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count;
        try {
            count = super.read(into, from, length);
        } catch (ZipException e) {
            throw notGzip();
        }
        got += Math.max(0, count);
        if (got > most) {
            throw new HttpFault(413, "the body is larger than " + most + " bytes; send it in parts, or as NDJSON");
        }
        if (System.nanoTime() - begun > nanos) {
            throw new HttpFault(408, "the request took longer than " + nanos / 1_000_000_000 + " s to arrive");
        }
        return count;
    }
}
