// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.notify.internal.config.ConfigFaults;
import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            oauth2: {client_id: x}                                ~ c.oauth2: not supported; use authorization
            basic_auth: {username: 'a:b'}                         ~ c.basic_auth.username: expected a name without ":"
            basic_auth: {user: a}                                 ~ c.basic_auth.user: unknown key "user"
            basic_auth: {password: a, password_file: b}           ~ c.basic_auth.password_file: expected only one of
            authorization: {type: Basic, credentials: x}          ~ c.authorization.type: "Basic" is not allowed here
            authorization: {type: 'a b', credentials: x}          ~ c.authorization.type: expected a scheme
            authorization: {type: Bearer}                         ~ c.authorization.credentials: missing
            {basic_auth: {username: a}, bearer_token: x}          ~ c: expected only one of basic_auth
            proxy_url: 'socks5://x'                               ~ c.proxy_url: expected an address such as http://
            proxy_from_environment: true                          ~ c.proxy_from_environment: unknown key
            follow_redirects: 1                                   ~ c.follow_redirects: expected true or false
            """)
    void read_fault_isNamedWithItsPath(String yaml, String fault) {
        ConfigFaults faults = new ConfigFaults();
        HttpSettings.read(ConfigFixture.node("c", yaml, faults), Path.of(""));
        assertThat(faults.all()).first().asString().startsWith(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://secret:secret@host/secret",
                "secret",
                "http:///secret",
                "http://ho st/secret",
                "http://secret:0x@/secret",
                "http://host:99999/secret",
                "http://host:0/secret",
                ""
            })
    void parse_invalidAddress_isRefusedWithoutIt(String url) {
        assertThatThrownBy(() -> EndpointUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected an address such as https://host.example/path, got ")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void shown_address_hasNoSecrets() {
        EndpointUrl url = EndpointUrl.parse("HTTPS://user:pass@host.example:8443/T000/B000/token-abc?key=other");
        assertThat(url.shown()).isEqualTo("https://host.example:8443");
        assertThat(url).hasToString("https://host.example:8443");
        Redactor redactor = new Redactor();
        url.addSecrets(redactor);
        assertThat(redactor.redact("no route to /T000/B000/token-abc?key=other, token-abc, pass, other"))
                .isEqualTo("no route to <secret>?<secret>, <secret>, <secret>, <secret>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            0                              ~ PT0S
            120                            ~ PT2M
            4000                           ~ PT1H
            99999999999999999999           ~ PT1H
            Sat, 31 Jan 2026 12:00:30 GMT  ~ PT30S
            Sat, 31 Jan 2026 11:00:00 GMT  ~ PT0S
            """)
    void parse_retryAfter_isBounded(String header, Duration wait) {
        assertThat(RetryAfterHeader.parse(header, NOW)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", ""})
    void parse_otherRetryAfter_isNone(String header) {
        assertThat(RetryAfterHeader.parse(header, NOW)).isNull();
    }
}
