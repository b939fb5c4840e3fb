// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.notify.internal.config.ConfigFaults;
import io.arxsvgx.telemetry.notify.internal.http.ConfigFixture;
import io.arxsvgx.telemetry.notify.internal.receiver.GlobalDefaults;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationEnvironment;
import io.arxsvgx.testsupport.ChildClassLoader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegrationsTest {
    private static List<String> faults(String kind, String yaml) {
        IntegrationFixture fixture = IntegrationFixture.in(Path.of("config"));
        return fixture.environment(fixture.environment().allowsCommands(true)).faults(kind, yaml);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            webhook ~ {}                                        ~ url: missing
            webhook ~ url: 'ftp://secret/secret'                ~ url: expected an address such as https://
            webhook ~ {url: 'http://x', url_file: y}            ~ url_file: expected only one of url and url_file
            webhook ~ {url: 'http://x', max_alert: 1}           ~ max_alert: unknown key "max_alert"; did you mean "max_alerts"?
            webhook ~ {url: 'http://x', max_alerts: -1}         ~ max_alerts: expected a whole number
            webhook ~ {url: 'http://x', send_resolved: maybe}   ~ send_resolved: expected true or false
            webhook ~ {url: 'http://x', body: '{{ .X }}'}       ~ body: line 1, column 4: of the message: unknown field "X"
            webhook ~ {url: 'http://x', content_type: text/plain} ~ content_type: expected a body with it
            webhook ~ {url: 'http://x', body: a, content_type: x} ~ content_type: expected a media type
            webhook ~ {url: 'http://x', concurrency: 17}        ~ concurrency: expected a whole number from 1 to 16
            webhook ~ {url: 'http://x', timeout: 1}             ~ timeout: expected a duration such as 30s
            webhook ~ {url: 'http://x', timeout: 1h}            ~ timeout: expected 1 ms to 600 s
            webhook ~ {url: 'http://x', format: x}              ~ format: expected alertmanager or alert
            webhook ~ {url: 'http://x', headers: {Host: x}}     ~ headers.Host: cannot be set; reserved
            webhook ~ {url: 'http://x', headers: {'a b': x}}    ~ headers.a b: expected a name of a header
            webhook ~ {url: 'http://x', headers: {a: "x\\ny"}} ~ headers.a: expected printable ASCII
            webhook ~ {url: 'http://x', http_config: {oauth2: {}}} ~ http_config.oauth2: not supported
            webhook ~ {url: 'http://x', hmac_secret: ''}        ~ hmac_secret: expected a text that is not empty
            webhook ~ {url: 'http://x', http_config: {authorization: {credentials: ''}}} ~ http_config.authorization.credentials: missing
            slack ~ {}                                          ~ api_url: missing
            slack ~ {api_url: 'http://x', blocks: []}           ~ blocks: unknown key
            slack ~ {api_url: 'http://x', fields: [{title: a}]} ~ fields[0].value: missing
            slack ~ {api_url: 'http://x', actions: [{type: button, text: a}]} ~ actions[0].url: missing
            slack ~ {api_url: 'http://x', actions: [{type: button, text: a, url: b, confirm: {text: x}}]} ~ actions[0].confirm: not supported
            pagerduty ~ {}                                      ~ routing_key: missing
            pagerduty ~ {routing_key: ''}                       ~ routing_key: missing
            pagerduty ~ {routing_key: x, client: '{{ x }}'}     ~ client: line 1, column 4: unknown function "x"
            pagerduty ~ {service_key: x}                        ~ service_key: Events API v1 is not supported
            pagerduty ~ {routing_key: x, details: {a: '{{ x }}'}} ~ details.a: line 1, column 4: unknown function "x"
            email ~ {}                                          ~ from: missing, and so is the global smtp_from
            email ~ {to: a@b, from: c@d}                        ~ smarthost: missing, and so is the global smtp_smarthost
            email ~ {to: a@b, from: c@d, smarthost: host}       ~ smarthost: expected host:port
            email ~ {from: c@d, smarthost: 'h:25'}              ~ to: missing
            email ~ {to: a@b, from: c@d, smarthost: 'h:25', auth_secret: x} ~ auth_secret: CRAM-MD5 is not supported
            email ~ {to: a@b, from: c@d, smarthost: 'h:25', auth_username: x} ~ auth_password: missing for auth_username
            email ~ {to: a@b, from: c@d, smarthost: 'h:25', html: '', text: ''} ~ text: expected html or text
            email ~ {to: a@b, from: c@d, smarthost: 'h:25', headers: {Date: x}} ~ headers.Date: cannot be set; reserved
            email ~ {to: a@b, from: c@d, smarthost: 'h:25', headers: {subject: x, Subject: y}} ~ headers.Subject: twice
            email ~ {to: a@b, from: c@d, smarthost: 'h:25', headers: {"a\\nb": x}} ~ headers.
            alertmanager ~ {}                                   ~ url: missing
            alertmanager ~ {url: ['http://x', nothing]}         ~ url: expected an address
            alertmanager ~ {url: 'http://x', resend_interval: 0s} ~ resend_interval: expected 1 s to
            exec ~ {}                                           ~ command: missing
            exec ~ {command: 'rm -rf /'}                        ~ command: expected a list
            exec ~ {command: [a], shell: true}                  ~ shell: unknown key
            log ~ {level: loud}                                 ~ level: expected trace, debug, info, warn or error
            """)
    void parse_fault_isNamedWithItsPath(String kind, String yaml, String fault) {
        assertThat(faults(kind, yaml))
                .first()
                .asString()
                .startsWith("receivers[0]." + kind + "_configs[0]." + fault)
                .doesNotContain("secret/secret");
    }

    @Test
    void parse_severalFaults_areAllNamed() {
        assertThat(faults("webhook", "{url: x, max_alerts: x, body: '{{', typo: 1}"))
                .hasSize(4);
    }

    @Test
    void read_unknownGlobalKeys_areLeftToTheCaller() {
        ConfigFaults faults = new ConfigFaults();
        GlobalDefaults.read(
                ConfigFixture.node("global", "{smtp_smarthost: x, resolve_timeout: 5m}", faults),
                IntegrationEnvironment.of(Path.of(""), InstantSource.system()));
        assertThat(faults.all())
                .containsExactly("global.smtp_smarthost: expected host:port, such as smtp.example.org:587");
    }

    @Test
    void parse_emailWithoutAngus_isNamed() throws Exception {
        assertThat(faultsWithout("org.eclipse.angus"))
                .isEqualTo(
                        "[receivers[0].email_configs[0]: e-mail needs org.eclipse.angus:angus-mail on the class path]");
        assertThat(faultsWithout("jakarta.mail"))
                .isEqualTo(
                        "[receivers[0].email_configs[0]: e-mail needs org.eclipse.angus:angus-mail on the class path]");
    }

    private static String faultsWithout(String hidden) throws Exception {
        try (ChildClassLoader loader = new ChildClassLoader(hidden)) {
            return (String) loader.loadClass(EmailFaults.class.getName())
                    .getMethod("find")
                    .invoke(null);
        }
    }

    /** Reads an integration by e-mail in another class loader. */
    public static final class EmailFaults {
        private EmailFaults() {}

        public static String find() {
            return faults("email", "{to: a@b, from: c@d, smarthost: 'h:25'}").toString();
        }
    }
}
