// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.server.internal.http.TlsSettings;
import io.arxsvgx.telemetry.server.internal.websocket.WebSocketLimits;
import io.arxsvgx.telemetry.web.WebSettings;
import io.arxsvgx.telemetry.web.http.AccessSettings;
import io.arxsvgx.telemetry.web.http.HttpLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of access and limits of a server, in addition to {@link io.arxsvgx.telemetry.TelemetryConfig}. The
 * defaults are safe: loopback only, no cross-origin calls. Immutable.
 */
public final class ServerSettings {
    private final WebSettings web;
    private final TlsSettings tls;
    private final WebSocketLimits webSocket;
    private final int maxHeader;
    private final int maxConnections;

    private ServerSettings(Builder set) {
        web = new WebSettings(
                new AccessSettings(set.bind, set.apiToken, set.viewToken, set.origins, set.hosts),
                new HttpLimits(set.maxBody, set.maxRequests, set.idleTimeout, set.requestTimeout),
                set.json,
                set.rulesFile,
                set.savedRules,
                set.boards);
        tls = new TlsSettings(set.keyStore, set.keyStorePassword, set.certificate, set.certificateKey);
        webSocket = new WebSocketLimits(set.maxMessage, set.maxFrame, set.maxSubscriptions, set.maxOutbox);
        maxHeader = set.maxHeader;
        maxConnections = set.maxConnections;
    }

    /**
     * Returns the default settings.
     *
     * @return loopback, no token, no TLS
     */
    public static ServerSettings defaults() {
        return builder().build();
    }

    /**
     * Returns a new builder.
     *
     * @return a builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder with these settings, to change some of them.
     *
     * @return a builder with these settings
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Reads {@code TELEMETRY_BIND}, {@code TELEMETRY_API_TOKEN} and {@code TELEMETRY_VIEW_TOKEN}.
     *
     * @param environment the variables
     * @return the settings, with defaults for the rest
     */
    public static ServerSettings fromEnvironment(Map<String, String> environment) {
        Builder builder = builder();
        String bind = environment.get("TELEMETRY_BIND");
        if (bind != null) {
            builder.bind(bind.strip());
        }
        builder.apiToken(environment.get("TELEMETRY_API_TOKEN"));
        builder.viewToken(environment.get("TELEMETRY_VIEW_TOKEN"));
        return builder.build();
    }

    /** {@return the address on which the server listens; {@code 127.0.0.1} by default} */
    public String bind() {
        return web.access().bind();
    }

    /** {@return the token with which requests may only read; null, the default, for none} */
    public @Nullable String viewToken() {
        return web.access().viewToken();
    }

    /** {@return the token that requests must carry; null, the default, for none} */
    public @Nullable String apiToken() {
        return web.access().token();
    }

    /** {@return further origins whose pages may call the API; none by default} */
    public Set<String> origins() {
        return web.access().origins();
    }

    /**
     * {@return further host names of the server; its addresses and {@code localhost} are always allowed; none by
     * default}
     */
    public Set<String> hosts() {
        return web.access().hosts();
    }

    /** {@return a PKCS#12 file with key and certificate; null, the default, for no TLS} */
    public @Nullable Path keyStore() {
        return tls.keyStore();
    }

    /** {@return the password of {@link #keyStore}; empty by default} */
    public String keyStorePassword() {
        return tls.keyStorePassword();
    }

    /**
     * {@return a PEM file with the certificate chain, the server's own certificate first; null, the default, for no TLS
     * by PEM}
     */
    public @Nullable Path certificate() {
        return tls.certificate();
    }

    /**
     * {@return a PEM file with the key of {@link #certificate}; the same file if it contains both; null only if {@link
     * #certificate} is}
     */
    public @Nullable Path certificateKey() {
        return tls.certificateKey();
    }

    /**
     * {@return the rules file, which is read at the start and on {@code POST /rules/reload}; null, the default, for
     * none}
     */
    public @Nullable Path rulesFile() {
        return web.rulesFile();
    }

    /**
     * {@return the file in which the server keeps rules that are set over HTTP; null, the default, then they are lost
     * when the process ends}
     */
    public @Nullable Path savedRules() {
        return web.savedRules();
    }

    /**
     * {@return the file in which the server keeps boards; null, the default, then they are lost when the process ends}
     */
    public @Nullable Path boards() {
        return web.boards();
    }

    /**
     * {@return the maximum size of a request body after decompression, in bytes; NDJSON is read in blocks and not
     * limited by it; 16 MiB by default}
     */
    public int maxBody() {
        return web.limits().maxBodyBytes();
    }

    /** {@return the maximum size of a request header, in bytes; 8 KiB by default} */
    public int maxHeader() {
        return maxHeader;
    }

    /** {@return the maximum number of connections, over all ports; 4,000 by default} */
    public int maxConnections() {
        return maxConnections;
    }

    /** {@return the maximum number of concurrent requests; 128 by default} */
    public int maxRequests() {
        return web.limits().maxRequests();
    }

    /** {@return the idle timeout of a connection; 30 s by default} */
    public Duration idleTimeout() {
        return web.limits().idleTimeout();
    }

    /**
     * {@return the request timeout, the maximum time for a request to arrive; for NDJSON, for each MiB of it; 30 s by
     * default}
     */
    public Duration requestTimeout() {
        return web.limits().requestTimeout();
    }

    /** {@return the maximum size of a WebSocket message, in bytes; 1 MiB by default} */
    public int maxMessage() {
        return webSocket.maxMessageBytes();
    }

    /** {@return the maximum size of a frame of a WebSocket message, in bytes; 1 MiB by default} */
    public int maxFrame() {
        return webSocket.maxFrameBytes();
    }

    /**
     * {@return the maximum number of channels that a WebSocket client may subscribe to; 5 by default, the number of
     * channels}
     */
    public int maxSubscriptions() {
        return webSocket.maxSubscriptions();
    }

    /**
     * {@return the maximum number of messages of one channel that wait for a client that does not read; 1,024 by
     * default}
     */
    public int maxOutbox() {
        return webSocket.maxQueuedMessages();
    }

    /** {@return the limits of JSON documents; {@link JsonLimits#defaults()} by default} */
    public JsonLimits json() {
        return web.json();
    }

    WebSettings web() {
        return web;
    }

    TlsSettings tls() {
        return tls;
    }

    WebSocketLimits webSocketLimits() {
        return webSocket;
    }

    /** A builder of settings. Not thread-safe. */
    public static final class Builder extends LimitsBuilder {
        private String bind = "127.0.0.1";
        private @Nullable String apiToken;
        private @Nullable String viewToken;
        private Set<String> origins = new LinkedHashSet<>();
        private Set<String> hosts = new LinkedHashSet<>();
        private @Nullable Path keyStore;
        private String keyStorePassword = "";
        private @Nullable Path certificate;
        private @Nullable Path certificateKey;
        private @Nullable Path rulesFile;
        private @Nullable Path savedRules;
        private @Nullable Path boards;
        private JsonLimits json = JsonLimits.defaults();

        private Builder() {}

        private Builder(ServerSettings from) {
            copyLimits(from);
            bind = from.bind();
            apiToken = from.apiToken();
            viewToken = from.viewToken();
            origins = from.origins();
            hosts = from.hosts();
            keyStore = from.keyStore();
            keyStorePassword = from.keyStorePassword();
            certificate = from.certificate();
            certificateKey = from.certificateKey();
            rulesFile = from.rulesFile();
            savedRules = from.savedRules();
            boards = from.boards();
            json = from.json();
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the address to listen on.
         *
         * @param address {@code 127.0.0.1} by default; any address beyond loopback requires a token
         * @return this builder
         */
        public Builder bind(String address) {
            bind = requireNonNull(address, "bind");
            return this;
        }

        /**
         * Sets the token that requests must carry.
         *
         * @param token null or empty for none
         * @return this builder
         */
        public Builder apiToken(@Nullable String token) {
            apiToken = token == null || token.isBlank() ? null : token.strip();
            return this;
        }

        /**
         * Sets a second token, for scraping and for viewers: with it requests may read but change nothing. Without {@link
         * #apiToken} it has no effect.
         *
         * @param token null or empty, the default, for none
         * @return this builder
         */
        public Builder viewToken(@Nullable String token) {
            viewToken = token == null || token.isBlank() ? null : token.strip();
            return this;
        }

        /**
         * Allows pages of other origins to call the API.
         *
         * @param all for example {@code https://example.org}
         * @return this builder
         */
        public Builder origins(Collection<String> all) {
            origins = new LinkedHashSet<>(all);
            return this;
        }

        /**
         * Sets further host names of the server.
         *
         * @param all for example {@code telemetry.example.org}
         * @return this builder
         */
        public Builder hosts(Collection<String> all) {
            hosts = new LinkedHashSet<>(all);
            return this;
        }

        /**
         * Enables TLS.
         *
         * @param file a PKCS#12 file with key and certificate
         * @param password its password
         * @return this builder
         */
        public Builder keyStore(Path file, String password) {
            keyStore = file;
            keyStorePassword = password;
            return this;
        }

        /**
         * Enables TLS.
         *
         * @param chain a PEM file with the certificate chain, the server's own certificate first
         * @param key a PEM file with its key, of the form "PRIVATE KEY" (PKCS#8, not encrypted)
         * @return this builder
         */
        public Builder certificate(Path chain, Path key) {
            certificate = requireNonNull(chain, "certificate");
            certificateKey = requireNonNull(key, "certificateKey");
            return this;
        }

        /**
         * Sets the rules file.
         *
         * @param file a file with an array of rules; null for none
         * @return this builder
         */
        public Builder rulesFile(@Nullable Path file) {
            rulesFile = file;
            return this;
        }

        /**
         * Sets the file in which the server keeps rules that are set over HTTP.
         *
         * @param file created when the first rule is set; null for none
         * @return this builder
         */
        public Builder savedRules(@Nullable Path file) {
            savedRules = file;
            return this;
        }

        /**
         * Sets the file in which the server keeps boards.
         *
         * @param file created when the first board is set; null for none
         * @return this builder
         */
        public Builder boards(@Nullable Path file) {
            boards = file;
            return this;
        }

        /**
         * Sets the limits of JSON documents.
         *
         * @param limits the limits
         * @return this builder
         */
        public Builder json(JsonLimits limits) {
            json = requireNonNull(limits, "json");
            return this;
        }

        /**
         * Creates the settings.
         *
         * @return the settings
         */
        public ServerSettings build() {
            return new ServerSettings(this);
        }
    }
}
