// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arxsvgx.telemetry.notify.internal.message.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key of Alertmanager that is accepted here is accepted by Alertmanager's own check, with the same meaning. */
class AmtoolConfigTest {
    private static final String GLOBAL =
            "{smtp_smarthost: 'h:25', smtp_from: a@b, smtp_hello: h, smtp_auth_username: u,"
                    + " smtp_auth_password_file: f, smtp_auth_identity: i, smtp_require_tls: false, slack_api_url_file: f,"
                    + " pagerduty_url: 'http://x', http_config: {follow_redirects: false}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            webhook ~ {url: 'http://x', send_resolved: false, max_alerts: 3}
            webhook ~ {url: 'http://x', http_config: {basic_auth: {username: a, password: b}, proxy_url: 'http://p', follow_redirects: true, enable_http2: false}}
            webhook ~ {url: 'http://x', http_config: {authorization: {type: Bearer, credentials_file: c}}}
            webhook ~ {url: 'http://x', http_config: {bearer_token: x, tls_config: {server_name: x, insecure_skip_verify: true, min_version: TLS12}}}
            slack ~ {channel: c, username: u, icon_emoji: e, icon_url: i, link_names: true, title: t, title_link: l, pretext: p, text: t}
            slack ~ {api_url: 'http://x', fallback: f, footer: f, callback_id: c, color: c, image_url: i, thumb_url: t, mrkdwn_in: [text]}
            slack ~ {short_fields: true, fields: [{title: a, value: b, short: false}], actions: [{type: button, text: t, url: u, style: s}]}
            slack ~ {actions: [{type: button, text: t, name: n, value: v}], send_resolved: true}
            email ~ {to: a@b, from: c@d, smarthost: 's:587', hello: h, auth_username: u, auth_password: p, auth_identity: i, require_tls: true}
            email ~ {to: a@b, headers: {Subject: s}, html: h, text: t, tls_config: {server_name: x}, send_resolved: true}
            pagerduty ~ {routing_key: k, url: 'http://x', client: c, client_url: u, description: d, details: {a: b}, severity: s, class: c, component: c, group: g}
            pagerduty ~ {routing_key_file: f, images: [{src: s, alt: a, href: h}], links: [{href: h, text: t}], source: s, send_resolved: false}
            """)
    void parse_keysOfAlertmanager_areAcceptedByBoth(String kind, String yaml) throws Exception {
        assertThat(IntegrationFixture.in(folder).global(GLOBAL).faults(kind, yaml))
                .isEmpty();
        assumeTrue(Commands.isOnPath("amtool"));
        Path file = Files.writeString(
                folder.resolve("alertmanager.yml"),
                "global: " + GLOBAL + "\nroute: {receiver: team}\nreceivers: [{name: team, " + kind + "_configs: ["
                        + yaml + "]}]\n");
        assertThat(Commands.output("amtool", "check-config", file.toString())).contains("SUCCESS");
    }
}
