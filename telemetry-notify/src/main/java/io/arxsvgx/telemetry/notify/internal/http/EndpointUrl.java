// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address of a receiver. User and password, path and query may be secrets: no text of this class contains them.
 * Immutable.
 */
public final class EndpointUrl {
    private static final int MAX_PORT = 65_535;
    /** A part of a path that is this long may be a token. */
    private static final int TOKEN_LENGTH = 8;

    private final URI uri;
    private final @Nullable String user;

    private EndpointUrl(URI uri, @Nullable String user) {
        this.uri = uri;
        this.user = user;
    }

    /**
     * Parses an address.
     *
     * @throws IllegalArgumentException if it is not one of http or https; the message shows scheme, host and port at most
     */
    public static EndpointUrl parse(String text) {
        URI given;
        try {
            given = new URI(text.strip());
        } catch (URISyntaxException e) {
            // if an address cannot be parsed, it is unknown which part is a secret
            throw refused("an invalid address");
        }
        String scheme = given.getScheme();
        boolean isHttp = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (given.getHost() == null || !isHttp) {
            throw refused(isHttp || scheme == null ? "an address without a valid host" : "another scheme");
        }
        if (given.getPort() == 0 || given.getPort() > MAX_PORT) {
            throw refused("port " + given.getPort());
        }
        return new EndpointUrl(withoutUser(given), given.getUserInfo());
    }

    private static IllegalArgumentException refused(String got) {
        return new IllegalArgumentException("expected an address such as https://host.example/path, got " + got);
    }

    private static URI withoutUser(URI given) {
        String path = given.getRawPath() == null || given.getRawPath().isEmpty() ? "/" : given.getRawPath();
        String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        return URI.create(origin(given) + path + query);
    }

    private static String origin(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost() + port;
    }

    /** Returns an address with a path after this one's. */
    public EndpointUrl withPath(String path) {
        String before = uri.getRawPath().endsWith("/")
                ? uri.getRawPath().substring(0, uri.getRawPath().length() - 1)
                : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new EndpointUrl(URI.create(origin(uri) + before + path + query), user);
    }

    /** Returns scheme, host and port, the only parts that may be shown. */
    public String shown() {
        return origin(uri);
    }

    URI uri() {
        return uri;
    }

    boolean isPlain() {
        return uri.getScheme().equals("http");
    }

    /** Returns the value of the header {@code Authorization} for the address's user; null if it has none. */
    @Nullable
    String authorization() {
        return user == null ? null : Authorization.basic(user.indexOf(':') < 0 ? user + ":" : user);
    }

    /** Adds all parts that may be secrets. */
    public void addSecrets(Redactor redactor) {
        if (user != null) {
            redactor.add(user);
            redactor.add(user.substring(user.indexOf(':') + 1));
            redactor.add(Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        }
        redactor.add(uri.getRawPath());
        for (String part : uri.getRawPath().split("/", -1)) {
            if (part.length() >= TOKEN_LENGTH) {
                redactor.add(part);
            }
        }
        if (uri.getRawQuery() != null) {
            redactor.add(uri.getRawQuery());
            for (String part : uri.getRawQuery().split("&", -1)) {
                redactor.add(part.substring(part.indexOf('=') + 1));
            }
        }
    }

    /**
     * Returns the target of a redirection.
     *
     * @param location the header {@code Location}
     * @throws HttpFailureException if it is another host, or not https though this address is
     */
    EndpointUrl redirected(String location) throws HttpFailureException {
        URI target;
        try {
            target = uri.resolve(location.strip());
        } catch (IllegalArgumentException e) {
            throw HttpFailureException.dead("redirected to an invalid address");
        }
        boolean isHttp = "http".equals(target.getScheme()) || "https".equals(target.getScheme());
        boolean isSafe = isPlain() || "https".equals(target.getScheme());
        if (!isHttp || !isSafe || target.getHost() == null || !target.getHost().equalsIgnoreCase(uri.getHost())) {
            String place = target.getHost() == null ? "an address without a host" : origin(target);
            throw HttpFailureException.dead("redirected to " + place + ", which is not allowed");
        }
        return new EndpointUrl(withoutUser(target), user);
    }

    @Override
    public String toString() {
        return shown();
    }
}
