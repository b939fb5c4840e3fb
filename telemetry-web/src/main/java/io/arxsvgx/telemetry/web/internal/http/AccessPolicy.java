// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.http.AccessSettings;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The access checks of a request: host name, origin and token. The host name must be one of this server, since a page
 * can rebind its own name to this address (DNS rebinding). The origin must be one of this server, since any page that a
 * user visits could call otherwise. The token is checked if one is set. Thread-safe.
 */
public final class AccessPolicy {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    /** An IPv4 or IPv6 address. A match is never resolved as a name. */
    private static final Pattern ADDRESS =
            Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|\\[[0-9a-fA-F:.]+]|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private static final String BEARER = "bearer ";

    private final Set<String> origins;
    private final Set<String> hosts;
    private final byte @Nullable [] token;
    private final byte @Nullable [] viewToken;
    private final IntPredicate ownPort;
    /** True if only this machine can reach the server, which then has only addresses of the loopback interface. */
    private final boolean isLoopback;

    public AccessPolicy(AccessSettings settings, IntPredicate ownPort) {
        this.origins = settings.origins();
        this.hosts = settings.hosts();
        this.token = settings.token() == null ? null : settings.token().getBytes(UTF_8);
        this.viewToken =
                settings.viewToken() == null ? null : settings.viewToken().getBytes(UTF_8);
        this.ownPort = ownPort;
        this.isLoopback = isLoopback(settings.bind());
    }

    /** Rejects a request with a foreign host name or from a foreign page. */
    public void checkHostAndOrigin(HttpRequest request) {
        String host = request.serverName();
        if (!isOwnHost(host)) {
            throw new ApiException(
                    403,
                    "host " + ForeignText.quote(String.valueOf(host))
                            + " not allowed: expected the address of the server,"
                            + " localhost, or a host in its settings");
        }
        String origin = request.header("Origin");
        if (origin != null && !isAllowed(origin)) {
            throw new ApiException(
                    403,
                    "origin " + ForeignText.quote(origin)
                            + " not allowed; add it to the allowed origins in the settings");
        }
    }

    private boolean isOwnHost(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || hosts.contains(name)
                || (ADDRESS.matcher(name).matches() && (!isLoopback || isLoopback(name)));
    }

    /** Returns whether an address or name is of the loopback interface. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns whether pages of an origin may call: the origin is a port of this server, or is listed. */
    boolean isAllowed(String origin) {
        if (isListed(origin)) {
            return true;
        }
        int scheme = origin.indexOf("://");
        if (scheme < 0) {
            return false;
        }
        String rest = origin.substring(scheme + 3);
        int colon = rest.lastIndexOf(':');
        boolean hasPort = colon > rest.lastIndexOf(']');
        String host = hasPort ? rest.substring(0, colon) : rest;
        try {
            int port = hasPort ? Integer.parseInt(rest.substring(colon + 1)) : origin.startsWith("https") ? 443 : 80;
            return isOwnHost(host) && ownPort.test(port);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Returns whether pages of an origin may read responses. */
    boolean isListed(String origin) {
        return origins.contains(origin);
    }

    /** Rejects a request without the token; the token of viewers suffices to read. */
    void checkToken(HttpRequest request) {
        String given = request.header("Authorization");
        boolean isBearer = given != null && given.toLowerCase(Locale.ROOT).startsWith(BEARER);
        String bearer =
                isBearer ? String.valueOf(given).substring(BEARER.length()).strip() : null;
        if (isToken(bearer)) {
            return;
        }
        if (!isViewToken(bearer)) {
            throw new ApiException(401, "unauthorized: expected the header \"Authorization: Bearer <token>\"")
                    .header("WWW-Authenticate", "Bearer");
        }
        if (!isRead(request)) {
            throw new ApiException(
                    403,
                    "this token may only read: " + request.method() + " requires the token of TELEMETRY_API_TOKEN");
        }
    }

    /** Returns whether a request changes nothing. */
    static boolean isRead(HttpRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private boolean isViewToken(@Nullable String given) {
        return viewToken != null && given != null && MessageDigest.isEqual(viewToken, given.getBytes(UTF_8));
    }

    /** Rejects an upgrade without the token. An upgrade may carry it in the query or as a sub-protocol. */
    public void checkTokenOfUpgrade(HttpRequest request) {
        if (token == null) {
            return;
        }
        String query = new QueryParameters(request).text("token");
        List<String> protocols = request.headers("Sec-WebSocket-Protocol").stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)).map(String::strip))
                .toList();
        boolean byProtocol = protocols.size() > 1 && protocols.get(0).equals("telemetry") && mayView(protocols.get(1));
        if (!byProtocol && !mayView(query)) {
            checkToken(request);
        }
    }

    private boolean mayView(@Nullable String given) {
        return isToken(given) || isViewToken(given);
    }

    private boolean isToken(@Nullable String given) {
        return token == null || (given != null && MessageDigest.isEqual(token, given.getBytes(UTF_8)));
    }
}
