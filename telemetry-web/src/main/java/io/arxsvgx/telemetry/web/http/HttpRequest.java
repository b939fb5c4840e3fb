// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request, as the server that received it hands it over. Confined to one thread. */
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
     * @return what follows the question mark; null where there is none
     */
    @Nullable
    String query();

    /**
     * Returns the first header of a name.
     *
     * @param name the name; upper and lower case count as equal
     * @return the value; null where there is none
     */
    default @Nullable String header(String name) {
        List<String> all = headers(name);
        return all.isEmpty() ? null : all.get(0);
    }

    /**
     * Returns all headers of a name.
     *
     * @param name the name; upper and lower case count as equal
     * @return the values, in the order in which they were sent
     */
    List<String> headers(String name);

    /**
     * Returns the name or address under which the server was called.
     *
     * @return the host without its port; null where the request names none
     */
    @Nullable
    String serverName();

    /**
     * Returns whether the request came over TLS.
     *
     * @return true if it did
     */
    boolean isSecure();

    /**
     * Returns the length of the body that the request declares.
     *
     * @return bytes; negative where it declares none
     */
    long contentLength();

    /**
     * Opens the body. Reading throws {@link RequestTimeoutException} where it arrives too slowly.
     *
     * @param bytesPerTimeout the request timeout starts again after each so many bytes; {@link Long#MAX_VALUE} where the
     *     whole body has to arrive within it
     * @return the bytes as they were sent
     */
    InputStream body(long bytesPerTimeout);
}
