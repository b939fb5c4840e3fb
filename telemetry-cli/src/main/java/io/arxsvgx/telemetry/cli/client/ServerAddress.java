// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parser of server addresses. */
public final class ServerAddress {
    private static final int MAX_PORT = 65_535;

    private ServerAddress() {}

    /**
     * Parses the address of a server.
     *
     * @param text the address
     * @param schemes the schemes that are allowed, in lower case
     * @return the address; null if the text is not an address with a host, one of the schemes, an optional port from 1 to
     *     65535, and neither query nor fragment
     */
    public static @Nullable URI read(String text, List<String> schemes) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
        boolean isServer = uri.getHost() != null
                && uri.getScheme() != null
                && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                && (uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= MAX_PORT));
        return isServer && uri.getRawQuery() == null && uri.getRawFragment() == null ? uri : null;
    }
}
