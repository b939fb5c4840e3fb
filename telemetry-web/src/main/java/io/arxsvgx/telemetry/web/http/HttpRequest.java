// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as the server received it. Confined to one thread. */
public interface HttpRequest {
    /**
     * Returns the method.
     *
     * @return a name such as {@code GET}
     */
    String method();

    /**
     * Returns the path as it was sent, percent-encoded, without the query.
     *
     * @return a path that begins with a slash
     */
    String path();

    /**
     * Returns the query as it was sent, percent-encoded.
     *
     * @return the text after the question mark; null if there is none
     */
    @Nullable
    String query();

    /**
     * Returns the first header of a name.
     *
     * @param name the name; case is ignored
     * @return the value; null if there is none
     */
    default @Nullable String header(String name) {
        List<String> all = headers(name);
        return all.isEmpty() ? null : all.get(0);
    }

    /**
     * Returns all headers of a name.
     *
     * @param name the name; case is ignored
     * @return the values, in the order in which they were sent
     */
    List<String> headers(String name);

    /**
     * Returns the host name or address that the client used for the server.
     *
     * @return the host without its port; null if the request names none
     */
    @Nullable
    String serverName();

    /**
     * Returns whether the request came over TLS.
     *
     * @return true if the connection uses TLS
     */
    boolean isSecure();

    /**
     * Returns the length of the body that the request declares.
     *
     * @return the length in bytes; negative if the request declares none
     */
    long contentLength();

    /**
     * Opens the body. Reading throws {@link RequestTimeoutException} if the body arrives too slowly.
     *
     * @param bytesPerTimeout the number of bytes after which the request timeout starts again; {@link Long#MAX_VALUE}
     *     if the whole body has to arrive within one timeout
     * @return the bytes as they were sent
     */
    InputStream body(long bytesPerTimeout);
}
