// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.json.JsonLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a server is reached, and what it refuses, beyond what {@link io.arxsvgx.telemetry.TelemetryConfig} says. The defaults
 * are safe: loopback only, no cross-origin calls. Immutable.
 */
public final class ServerSettings {
    private final Builder set;

    private ServerSettings(Builder builder) {
        set = builder.copy();
    }

    /**
     * The defaults.
     *
     * @return loopback, no token, no TLS
     */
    public static ServerSettings defaults() {
        return builder().build();
    }

    /**
     * Starts settings.
     *
     * @return a builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads {@code TELEMETRY_BIND} and {@code TELEMETRY_API_TOKEN}.
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
        return builder.build();
    }

    /**
     * The address that is listened on.
     *
     * @return {@code 127.0.0.1} by default
     */
    public String bind() {
        return set.bind;
    }

    /**
     * The token that callers must bring.
     *
     * @return null, the default, for none
     */
    public @Nullable String apiToken() {
        return set.apiToken;
    }

    /**
     * Further origins whose pages may call.
     *
     * @return none by default
     */
    public Set<String> origins() {
        return Set.copyOf(set.origins);
    }

    /**
     * Further names under which the server is called; addresses and {@code localhost} always are.
     *
     * @return none by default
     */
    public Set<String> hosts() {
        return Set.copyOf(set.hosts);
    }

    /**
     * A PKCS#12 file with key and certificate.
     *
     * @return null, the default, for no TLS
     */
    public @Nullable Path keyStore() {
        return set.keyStore;
    }

    /**
     * The password of {@link #keyStore}.
     *
     * @return empty by default
     */
    public String keyStorePassword() {
        return set.keyStorePassword;
    }

    /**
     * A PEM file with the server's certificate and those that vouch for it.
     *
     * @return null, the default, for no TLS by PEM
     */
    public @Nullable Path certificate() {
        return set.certificate;
    }

    /**
     * A PEM file with the key of {@link #certificate}; the same file if it holds both.
     *
     * @return null only if {@link #certificate} is
     */
    public @Nullable Path certificateKey() {
        return set.certificateKey;
    }

    /**
     * A file of rules that is read at the start and on {@code POST /rules/reload}.
     *
     * @return null, the default, for none
     */
    public @Nullable Path rulesFile() {
        return set.rulesFile;
    }

    /**
     * A file of the server's own in which rules that are set over HTTP are kept.
     *
     * @return null, the default, so that they end with the process
     */
    public @Nullable Path savedRules() {
        return set.savedRules;
    }

    /**
     * A file of the server's own in which boards are kept.
     *
     * @return null, the default, so that they end with the process
     */
    public @Nullable Path boards() {
        return set.boards;
    }

    /**
     * The largest body, in bytes, after decompression. NDJSON is read in blocks and not limited by it.
     *
     * @return 16 MiB by default
     */
    public int maxBody() {
        return set.maxBody;
    }

    /**
     * The largest request header, in bytes.
     *
     * @return 8 KiB by default
     */
    public int maxHeader() {
        return set.maxHeader;
    }

    /**
     * How many connections there may be, over all ports.
     *
     * @return 4,000 by default
     */
    public int maxConnections() {
        return set.maxConnections;
    }

    /**
     * How many requests may be under way at a time.
     *
     * @return 128 by default
     */
    public int maxRequests() {
        return set.maxRequests;
    }

    /**
     * How long a connection may be silent.
     *
     * @return 30 s by default
     */
    public Duration idleTimeout() {
        return set.idleTimeout;
    }

    /**
     * How long a request may take to arrive, but for NDJSON.
     *
     * @return 30 s by default
     */
    public Duration requestTimeout() {
        return set.requestTimeout;
    }

    /**
     * The largest WebSocket message, in bytes.
     *
     * @return 1 MiB by default
     */
    public int maxMessage() {
        return set.maxMessage;
    }

    /**
     * The largest frame of a WebSocket message, in bytes.
     *
     * @return 1 MiB by default
     */
    public int maxFrame() {
        return set.maxFrame;
    }

    /**
     * How many channels a WebSocket client may subscribe to.
     *
     * @return 5 by default, which is all there are
     */
    public int maxSubscriptions() {
        return set.maxSubscriptions;
    }

    /**
     * How many messages of one channel wait for a client that does not read.
     *
     * @return 1,024 by default
     */
    public int maxOutbox() {
        return set.maxOutbox;
    }

    /**
     * What is refused of JSON.
     *
     * @return {@link JsonLimits#defaults()} by default
     */
    public JsonLimits json() {
        return set.json;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private String bind = "127.0.0.1";
        private @Nullable String apiToken;
        private Set<String> origins = new LinkedHashSet<>();
        private Set<String> hosts = new LinkedHashSet<>();
        private @Nullable Path keyStore;
        private String keyStorePassword = "";
        private @Nullable Path certificate;
        private @Nullable Path certificateKey;
        private @Nullable Path rulesFile;
        private @Nullable Path savedRules;
        private @Nullable Path boards;
        private int maxBody = 16 << 20;
        private int maxHeader = 8 << 10;
        private int maxConnections = 4_000;
        private int maxRequests = 128;
        private Duration idleTimeout = Duration.ofSeconds(30);
        private Duration requestTimeout = Duration.ofSeconds(30);
        private int maxMessage = 1 << 20;
        private int maxFrame = 1 << 20;
        private int maxSubscriptions = WebSocketHub.CHANNELS.size();
        private int maxOutbox = 1_024;
        private JsonLimits json = JsonLimits.defaults();

        private Builder() {}

        private Builder copy() {
            Builder copy = new Builder();
            copy.bind = bind;
            copy.apiToken = apiToken;
            copy.origins = new LinkedHashSet<>(origins);
            copy.hosts = new LinkedHashSet<>(hosts);
            copy.keyStore = keyStore;
            copy.keyStorePassword = keyStorePassword;
            copy.certificate = certificate;
            copy.certificateKey = certificateKey;
            copy.rulesFile = rulesFile;
            copy.savedRules = savedRules;
            copy.boards = boards;
            copy.maxBody = maxBody;
            copy.maxHeader = maxHeader;
            copy.maxConnections = maxConnections;
            copy.maxRequests = maxRequests;
            copy.idleTimeout = idleTimeout;
            copy.requestTimeout = requestTimeout;
            copy.maxMessage = maxMessage;
            copy.maxFrame = maxFrame;
            copy.maxSubscriptions = maxSubscriptions;
            copy.maxOutbox = maxOutbox;
            copy.json = json;
            return copy;
        }

        /**
         * Sets the address to listen on.
         *
         * @param address {@code 127.0.0.1} by default; anything but loopback needs a token
         * @return this builder
         */
        public Builder bind(String address) {
            bind = requireNonNull(address, "bind");
            return this;
        }

        /**
         * Sets the token that callers must bring.
         *
         * @param token null or empty for none
         * @return this builder
         */
        public Builder apiToken(@Nullable String token) {
            apiToken = token == null || token.isBlank() ? null : token.strip();
            return this;
        }

        /**
         * Allows pages of other origins to call.
         *
         * @param all for example {@code https://example.org}
         * @return this builder
         */
        public Builder origins(Collection<String> all) {
            origins = new LinkedHashSet<>(all);
            return this;
        }

        /**
         * Sets further names under which the server is called.
         *
         * @param all for example {@code telemetry.example.org}
         * @return this builder
         */
        public Builder hosts(Collection<String> all) {
            hosts = new LinkedHashSet<>(all);
            return this;
        }

        /**
         * Switches TLS on.
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
         * Switches TLS on.
         *
         * @param chain a PEM file with the server's certificate, and behind it those that vouch for it
         * @param key a PEM file with its key, of the form "PRIVATE KEY" (PKCS#8, not encrypted)
         * @return this builder
         */
        public Builder certificate(Path chain, Path key) {
            certificate = requireNonNull(chain, "certificate");
            certificateKey = requireNonNull(key, "certificateKey");
            return this;
        }

        /**
         * Sets a file of rules.
         *
         * @param file an array of rules; null for none
         * @return this builder
         */
        public Builder rulesFile(@Nullable Path file) {
            rulesFile = file;
            return this;
        }

        /**
         * Sets the file in which rules that are set over HTTP are kept.
         *
         * @param file made when the first rule is set; null for none
         * @return this builder
         */
        public Builder savedRules(@Nullable Path file) {
            savedRules = file;
            return this;
        }

        /**
         * Sets the file in which boards are kept.
         *
         * @param file made when the first board is set; null for none
         * @return this builder
         */
        public Builder boards(@Nullable Path file) {
            boards = file;
            return this;
        }

        /**
         * Sets the largest body.
         *
         * @param bytes at least 1
         * @return this builder
         */
        public Builder maxBody(int bytes) {
            maxBody = positive("max_body", bytes);
            return this;
        }

        /**
         * Sets the largest request header.
         *
         * @param bytes at least 1
         * @return this builder
         */
        public Builder maxHeader(int bytes) {
            maxHeader = positive("max_header", bytes);
            return this;
        }

        /**
         * Sets how many connections there may be.
         *
         * @param count at least 1
         * @return this builder
         */
        public Builder maxConnections(int count) {
            maxConnections = positive("max_connections", count);
            return this;
        }

        /**
         * Sets how many requests may be under way.
         *
         * @param count at least 1
         * @return this builder
         */
        public Builder maxRequests(int count) {
            maxRequests = positive("max_requests", count);
            return this;
        }

        /**
         * Sets how long a connection may be silent.
         *
         * @param time more than zero
         * @return this builder
         */
        public Builder idleTimeout(Duration time) {
            idleTimeout = positive("idle_timeout", time);
            return this;
        }

        /**
         * Sets how long a request may take to arrive.
         *
         * @param time more than zero
         * @return this builder
         */
        public Builder requestTimeout(Duration time) {
            requestTimeout = positive("request_timeout", time);
            return this;
        }

        /**
         * Sets the largest WebSocket message.
         *
         * @param bytes at least 1
         * @return this builder
         */
        public Builder maxMessage(int bytes) {
            maxMessage = positive("max_message", bytes);
            return this;
        }

        /**
         * Sets the largest frame of a WebSocket message.
         *
         * @param bytes at least 1
         * @return this builder
         */
        public Builder maxFrame(int bytes) {
            maxFrame = positive("max_frame", bytes);
            return this;
        }

        /**
         * Sets how many channels a WebSocket client may subscribe to.
         *
         * @param count at least 1
         * @return this builder
         */
        public Builder maxSubscriptions(int count) {
            maxSubscriptions = positive("max_subscriptions", count);
            return this;
        }

        /**
         * Sets how many messages of one channel wait for a client.
         *
         * @param count at least 1
         * @return this builder
         */
        public Builder maxOutbox(int count) {
            maxOutbox = positive("max_outbox", count);
            return this;
        }

        /**
         * Sets what is refused of JSON.
         *
         * @param limits the limits
         * @return this builder
         */
        public Builder json(JsonLimits limits) {
            json = requireNonNull(limits, "json");
            return this;
        }

        private static int positive(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " is " + value + "; it takes a whole number of at least 1");
            }
            return value;
        }

        private static Duration positive(String name, Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException(name + " is " + time + "; it takes more than zero");
            }
            return time;
        }

        /**
         * Makes the settings.
         *
         * @return the settings
         */
        public ServerSettings build() {
            return new ServerSettings(this);
        }
    }
}
