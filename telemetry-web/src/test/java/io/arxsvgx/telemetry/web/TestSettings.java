// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.web.http.AccessSettings;
import io.arxsvgx.telemetry.web.http.HttpLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings with the defaults of a server, of which tests change some. */
public final class TestSettings {
    private TestSettings() {}

    public static WebSettings defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder of settings. */
    public static final class Builder {
        private @Nullable String token;
        private Set<String> origins = Set.of();
        private int maxBody = 16 << 20;
        private int maxRequests = 128;
        private @Nullable Path rulesFile;
        private @Nullable Path savedRules;
        private @Nullable Path boards;

        private Builder() {}

        public Builder apiToken(String given) {
            token = given;
            return this;
        }

        public Builder origins(Set<String> given) {
            origins = given;
            return this;
        }

        public Builder maxBody(int bytes) {
            maxBody = bytes;
            return this;
        }

        public Builder maxRequests(int count) {
            maxRequests = count;
            return this;
        }

        public Builder rulesFile(Path file) {
            rulesFile = file;
            return this;
        }

        public Builder savedRules(Path file) {
            savedRules = file;
            return this;
        }

        public Builder boards(Path file) {
            boards = file;
            return this;
        }

        public WebSettings build() {
            Duration timeout = Duration.ofSeconds(30);
            return new WebSettings(
                    new AccessSettings("127.0.0.1", token, origins, Set.of()),
                    new HttpLimits(maxBody, maxRequests, timeout, timeout),
                    JsonLimits.defaults(),
                    rulesFile,
                    savedRules,
                    boards);
        }
    }
}
