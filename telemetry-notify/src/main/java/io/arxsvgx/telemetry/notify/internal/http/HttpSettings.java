// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.tls.TlsOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The settings of a {@code http_config}. Immutable. */
public final class HttpSettings {
    /** Settings without anything of their own. */
    public static final HttpSettings DEFAULTS = new HttpSettings(null, TlsOptions.DEFAULTS, null, true, true);

    private final @Nullable Authorization authorization;
    private final TlsOptions tls;
    private final @Nullable ProxyAddress proxy;
    private final boolean followsRedirects;
    private final boolean usesHttp2;

    private HttpSettings(
            @Nullable Authorization authorization,
            TlsOptions tls,
            @Nullable ProxyAddress proxy,
            boolean followsRedirects,
            boolean usesHttp2) {
        this.authorization = authorization;
        this.tls = tls;
        this.proxy = proxy;
        this.followsRedirects = followsRedirects;
        this.usesHttp2 = usesHttp2;
    }

    /**
     * Reads settings and reports their faults.
     *
     * @param directory what paths are relative to
     */
    public static HttpSettings read(ConfigNode node, Path directory) {
        if (node.has("oauth2")) {
            node.fault("oauth2", "not supported; use authorization with credentials_file");
        }
        HttpSettings settings = new HttpSettings(
                Authorization.read(node, directory),
                TlsOptions.read(node.node("tls_config"), directory),
                node.parsed("proxy_url", ProxyAddress::parse),
                node.flag("follow_redirects", true),
                node.flag("enable_http2", true));
        node.end();
        return settings;
    }

    /**
     * Returns why an address cannot be reached with these settings; null if it can.
     *
     * @param url the address
     */
    public @Nullable String problem(EndpointUrl url) {
        boolean isRefused =
                proxy != null && proxy.user() != null && !url.isPlain() && !ProxyAddress.canAuthorizeTunnels();
        return isRefused
                ? "Java does not send a user and a password to a proxy for https; start it with"
                        + " -Djdk.http.auth.tunneling.disabledSchemes=\"\""
                : null;
    }

    @Nullable
    Authorization authorization() {
        return authorization;
    }

    TlsOptions tls() {
        return tls;
    }

    @Nullable
    ProxyAddress proxy() {
        return proxy;
    }

    boolean followsRedirects() {
        return followsRedirects;
    }

    boolean usesHttp2() {
        return usesHttp2;
    }
}
