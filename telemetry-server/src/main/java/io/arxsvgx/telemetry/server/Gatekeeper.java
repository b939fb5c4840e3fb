// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arxsvgx.telemetry.rule.ForeignText;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Who may call: under a name that is ours (else a page of a stranger whose name was bound anew could call), from a page
 * that is ours (else any page that the user visits could), and with the token where one is set. Thread-safe.
 */
final class Gatekeeper {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[[0-9a-fA-F:.]+]");
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "bearer ";

    private final Set<String> origins;
    private final Set<String> hosts;
    private final byte @Nullable [] token;
    private final IntFunction<Boolean> ownPort;

    Gatekeeper(ServerSettings settings, IntFunction<Boolean> ownPort) {
        this.origins = settings.origins();
        this.hosts = settings.hosts();
        this.token = settings.apiToken() == null ? null : settings.apiToken().getBytes(UTF_8);
        this.ownPort = ownPort;
    }

    /** Refuses a request that comes under a foreign name or from a foreign page. */
    void checkHostAndOrigin(Request request) {
        String host = Request.getServerName(request);
        if (!isOwnHost(host)) {
            throw new HttpFault(
                    403,
                    "the host " + ForeignText.quote(host) + " is not this server; it is called by its address, as"
                            + " localhost, or under a name in its settings");
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && !isAllowed(origin)) {
            throw new HttpFault(
                    403,
                    "pages of " + ForeignText.quote(origin) + " may not call; list it among the origins to allow it");
        }
    }

    private boolean isOwnHost(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return LOCAL.contains(name)
                || ADDRESS.matcher(name).matches()
                || ADDRESS.matcher("[" + name + "]").matches()
                || hosts.contains(name);
    }

    /** Whether a page may call, as its origin tells: one of our own ports, or listed. */
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
            return isOwnHost(host) && ownPort.apply(port);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether answers may be read by pages of an origin. */
    boolean isListed(String origin) {
        return origins.contains(origin);
    }

    /** Refuses a request without the token. */
    void checkToken(Request request) {
        String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        boolean isBearer = given != null && given.toLowerCase(Locale.ROOT).startsWith(BEARER);
        if (!isToken(isBearer ? given.substring(BEARER.length()).strip() : null)) {
            throw new HttpFault(401, "this needs the header \"Authorization: Bearer <token>\"")
                    .header("WWW-Authenticate", "Bearer");
        }
    }

    /** The same for an upgrade, which may bring the token in the query or as a sub-protocol. */
    void checkTokenOfUpgrade(Request request) {
        if (token == null) {
            return;
        }
        Fields query = Request.extractQueryParameters(request);
        List<String> protocols = request.getHeaders().getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false);
        boolean byProtocol = protocols.size() > 1 && protocols.get(0).equals("telemetry") && isToken(protocols.get(1));
        if (!byProtocol && !isToken(query.getValue("token"))) {
            checkToken(request);
        }
    }

    private boolean isToken(@Nullable String given) {
        return token == null || (given != null && MessageDigest.isEqual(token, given.getBytes(UTF_8)));
    }
}
