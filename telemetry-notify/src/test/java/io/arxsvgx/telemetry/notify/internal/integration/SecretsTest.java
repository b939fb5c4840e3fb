// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.firing;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.notify.internal.http.HttpReceiver;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.testsupport.LogFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receivers that repeat every part of a request, in the answer or as the target of a redirection. */
class SecretsTest {
    private static final String SECRET = "(?is).*(s3cret|czNjcmV0|bWU6).*";

    @AutoClose
    private final HttpReceiver receiver = HttpReceiver.start();

    @TempDir
    Path folder;

    private void repeatRequests(int status) {
        receiver.handler(exchange -> {
            HttpReceiver.Request request =
                    receiver.requests().get(receiver.requests().size() - 1);
            StringBuilder answer = new StringBuilder(request.target()).append(' ');
            request.headers().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("X-telemetry-signature")) {
                    answer.append(values).append(' ');
                }
            });
            answer.append(
                    request.body().replaceAll(".*(routing_key\":\"[^\"]*).*", "$1"),
                    0,
                    Math.min(60, request.body().length()));
            byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
            if (status == 307) {
                exchange.getResponseHeaders().set("Location", "https://elsewhere.example" + request.target());
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            webhook ~ {url: 'http://me:s3cretuser@HOST/s3cret-path/x?k=s3cretquery'}
            webhook ~ {url: 'http://HOST/%73%33cret-s3cret', http_config: {basic_auth: {username: me, password: s3cretpass}}}
            webhook ~ {url: 'http://HOST', http_config: {authorization: {credentials: s3crettoken}}}
            webhook ~ {url: 'http://HOST', http_config: {bearer_token_file: token}}
            webhook ~ {url: 'http://HOST', headers: {X-Key: s3cretkey, Authorization: Custom s3cretother}}
            webhook ~ {url: 'http://HOST', hmac_secret: s3crethmac}
            webhook ~ {url_file: url}
            slack ~ {api_url: 'http://HOST/services/T0/B0/s3cretservice'}
            pagerduty ~ {url: 'http://HOST', routing_key: s3cretrouting}
            alertmanager ~ {url: 'http://me:s3cretuser@HOST/s3cret/', headers: {X-Key: s3cretkey}}
            """)
    void send_receiverThatRepeatsSecrets_showsNone(String kind, String yaml) throws Exception {
        Files.writeString(folder.resolve("token"), "s3crettoken");
        Files.writeString(folder.resolve("url"), "http://127.0.0.1:" + receiver.port() + "/s3cret/of/a/file");
        try (LogFixture log = new LogFixture("io.arxsvgx")) {
            Integration integration = IntegrationFixture.in(folder)
                    .integration(kind, yaml.replace("HOST", "127.0.0.1:" + receiver.port()));
            assertThat(integration.address()).doesNotMatch(SECRET);
            assertThat(integration.toString()).doesNotMatch(SECRET);
            for (int status : new int[] {200, 400, 404, 429, 500, 307}) {
                repeatRequests(status);
                Attempt attempt = integration.send(message(firing("hot", "pump")));
                assertThat(attempt.text()).as("%s", status).doesNotMatch(SECRET);
            }
            assertThat(receiver.requests().toString()
                            + receiver.requests().get(0).headers().entrySet())
                    .containsPattern("s3cret|bWU6|X-telemetry-signature");
            assertThat(log.messages()).noneMatch(text -> text.matches(SECRET));
        }
    }

    @Test
    void parse_faults_showNoSecrets() {
        Map<String, String> configs = Map.of(
                "webhook", "{url: 's3cret://s3cret', hmac_secret: [s3cret], http_config: {basic_auth: 'me:s3cret'}}",
                "email", "{to: [s3cret], headers: s3cret, auth_password: {s3cret: x}}",
                "slack", "{api_url: 'http://s3cret:s3cret s3cret/'}",
                "pagerduty", "{routing_key: {s3cret: x}, url: s3cret}",
                "alertmanager", "{url: ['http:s3cret'], http_config: {proxy_url: 's3cret://s3cret:s3cret@x'}}");
        configs.forEach((kind, yaml) -> assertThat(IntegrationFixture.in(folder).faults(kind, yaml))
                .isNotEmpty()
                .noneMatch(fault -> fault.replaceAll("unknown key.*", "").matches(SECRET)));
    }
}
