// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address of a webhook receiver. User and password, path and query may be secrets: no text of this class contains
 * them for a configured address. Immutable.
 */
final class WebhookAddress {
    private static final int MAX_PORT = 65_535;

    private final URI uri;
    private final @Nullable String authorization;

    private WebhookAddress(URI uri, @Nullable String authorization) {
        this.uri = uri;
        this.authorization = authorization;
    }

    static WebhookAddress of(String text) {
        try {
            return of(new URI(text.strip()));
        } catch (URISyntaxException e) {
            // if an address cannot be parsed, it is unknown which part is a secret
            throw refused("an invalid address");
        }
    }

    static WebhookAddress of(URI given) {
        String scheme = given.getScheme();
        boolean isHttp = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!isHttp || given.getHost() == null || given.getPort() == 0 || given.getPort() > MAX_PORT) {
            throw refused(
                    given.getHost() == null
                            ? (scheme == null ? "no scheme" : "\"" + scheme + "://…\"")
                            : "\"" + shown(given) + "\"");
        }
        String user = given.getUserInfo();
        return new WebhookAddress(withoutUser(given), user == null ? null : basic(user));
    }

    private static String basic(String user) {
        String pair = user.indexOf(':') < 0 ? user + ":" : user;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private static IllegalArgumentException refused(String got) {
        return new IllegalArgumentException(
                "webhook: expected an address such as https://host.example/path, got " + got);
    }

    private static URI withoutUser(URI given) {
        String path = given.getRawPath() == null || given.getRawPath().isEmpty() ? "/" : given.getRawPath();
        String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        return URI.create(origin(given) + path + query);
    }

    /** Returns scheme, host and port. */
    private static String origin(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost() + port;
    }

    private static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** Returns scheme, host and port, the only parts that may be shown. */
    String shown() {
        return origin(uri);
    }

    URI uri() {
        return uri;
    }

    /** Returns the value of the header {@code Authorization}; null for none. */
    @Nullable
    String authorization() {
        return authorization;
    }

    boolean isPlain() {
        return uri.getScheme().equals("http");
    }

    /**
     * Returns the target of a redirection.
     *
     * @param location the header {@code Location}
     * @throws IOException if the target is another host, or not https for an https address; the message contains the
     *     target
     */
    WebhookAddress redirected(String location) throws IOException {
        URI target;
        try {
            target = uri.resolve(location.strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to an invalid address", e);
        }
        boolean isHttp = "http".equals(target.getScheme()) || "https".equals(target.getScheme());
        boolean isSafe = isPlain() || "https".equals(target.getScheme());
        if (!isHttp || !isSafe || target.getHost() == null || !target.getHost().equalsIgnoreCase(uri.getHost())) {
            throw new IOException("redirected to " + place(target) + ", which is not allowed");
        }
        return new WebhookAddress(withoutUser(target), authorization);
    }

    /** Returns scheme, host and path of the target of a redirection that is not followed. */
    String place(String location) {
        try {
            return place(uri.resolve(location.strip()));
        } catch (IllegalArgumentException e) {
            return "an invalid address";
        }
    }

    private static String place(URI target) {
        String host = target.getHost() == null ? "" : "//" + target.getHost();
        String port = target.getPort() < 0 ? "" : ":" + target.getPort();
        String path = target.getRawPath() == null ? "" : target.getRawPath();
        return target.getScheme() + ":" + host + port + path;
    }
}
