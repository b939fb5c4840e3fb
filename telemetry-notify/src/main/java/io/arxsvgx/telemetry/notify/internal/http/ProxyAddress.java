// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address of an HTTP proxy. Immutable.
 *
 * @param user user and password with a colon between; null for none
 */
record ProxyAddress(String host, int port, @Nullable String user) {
    private static final int DEFAULT_PORT = 80;

    static ProxyAddress parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("expected an address such as http://proxy.example:3128");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getPort() == 0) {
            throw new IllegalArgumentException("expected an address such as http://proxy.example:3128");
        }
        return new ProxyAddress(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), uri.getUserInfo());
    }

    ProxySelector selector() {
        return ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
    }

    /** Returns the value of the header {@code Proxy-Authorization}, and adds its secrets; null if there is no user. */
    @Nullable
    String authorization(Redactor redactor) {
        if (user == null) {
            return null;
        }
        String header = Authorization.basic(user.indexOf(':') < 0 ? user + ":" : user);
        redactor.add(user.substring(user.indexOf(':') + 1));
        redactor.add(header.substring(header.indexOf(' ') + 1));
        return header;
    }

    /** Returns whether Java sends the password to this proxy for an https address, which it does not by default. */
    static boolean canAuthorizeTunnels() {
        String disabled = System.getProperty("jdk.http.auth.tunneling.disabledSchemes", "Basic");
        return !disabled.toLowerCase(Locale.ROOT).contains("basic");
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
