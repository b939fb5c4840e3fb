// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arxsvgx.telemetry.notify.InvalidNotificationsException;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.route.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotificationsFileTest {
    private static final String SMALLEST = "route: {receiver: a}\nreceivers: [{name: a}]\n";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("HOOK", "https://hooks.example.com/T0/very-secret", "TEAM", "operators", "WAIT", "soon-enough");

    @BeforeEach
    void forgetIntegrations() {
        FakeIntegration.OPEN.clear();
    }

    @Test
    void read_wholeFile_everySection(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("notifications.yml");
        Files.writeString(file, """
                global:
                  resolve_timeout: 10m
                  smtp_smarthost: mail.example.com:587
                  smtp_from: alerts@example.com
                  slack_api_url: ${env:HOOK}
                  http_config: {follow_redirects: false}
                route:
                  receiver: ${env:TEAM}
                  group_by: [alertname, source]
                  group_wait: 10s
                  routes:
                    - matchers: ['severity="critical"', 'team=~"db|web"']
                      receiver: pager
                      escalate_after: 15m
                      escalate_to: operators
                      continue: true
                    - match: {type: cpu}
                      patterns: true
                      mute_time_intervals: [weekend]
                inhibit_rules:
                  - source_matchers: [severity="critical"]
                    target_match: {severity: warning}
                    equal: [source]
                time_intervals:
                  - name: weekend
                    time_intervals:
                      - weekdays: ['saturday', 'sunday']
                receivers:
                  - name: operators
                    slack_configs: [{channel: '#ops'}]
                    webhook_configs: [{url: 'http://a/'}, {url: 'http://b/'}]
                  - name: pager
                    pagerduty_configs: [{routing_key: abc}]
                """);

        NotificationsConfig config = reader().read(file);

        assertThat(config.global().slackApiUrl()).isEqualTo(ENVIRONMENT.get("HOOK"));
        assertThat(config.global().toString()).doesNotContain("very-secret");
        assertThat(config.global().smtpSmarthost()).isEqualTo("mail.example.com:587");
        assertThat(config.global().resolveTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.global().pagerdutyUrl()).isEqualTo("https://events.pagerduty.com/v2/enqueue");
        assertThat(config.global().resolve("key.txt")).isEqualTo(directory.resolve("key.txt"));
        assertThat(config.receivers()).extracting(ReceiverConfig::name).containsExactly("operators", "pager");
        assertThat(config.receivers().get(0).integrations())
                .extracting(Integration::name)
                .containsExactly("operators:webhook[0]", "operators:webhook[1]", "operators:slack[0]");
        Route critical = config.routes().all().get(1);
        assertThat(critical.key()).isEqualTo("{}/{severity=\"critical\",team=~\"db|web\"}");
        assertThat(critical.escalateAfter()).isEqualTo(Duration.ofMinutes(15));
        assertThat(critical.escalateTo()).isEqualTo("operators");
        assertThat(config.inhibition()
                        .at(List.of(new TreeMap<>(Map.of("severity", "critical", "source", "x"))))
                        .isInhibited(new TreeMap<>(Map.of("severity", "warning", "source", "x"))))
                .isTrue();
        assertThat(config.timeIntervals()
                        .isMuted(config.routes().all().get(2), java.time.Instant.parse("2026-11-28T00:00:00Z")))
                .isTrue();
        config.close();
        assertThat(FakeIntegration.OPEN).isEmpty();
    }

    @Test
    void parse_manyFaults_reportsAllWithTheirPathsAndClosesWhatItMade() {
        assertThat(faults("""
                        templates: [a.tmpl]
                        global: {opsgenie_api_url: x, smtp_smarthost: mail, slack_api_ur: y, resolve_timeout: 5}
                        route:
                          receiver: b
                          matchers: [a=b]
                          group_by: [alertname, alertname]
                          group_interval: 0s
                          routes:
                            - receiver: teem
                              mute_time_intervals: [night]
                              matchers: ['=x', 'a=~"["']
                            - recever: team
                              continue: "true"
                            - escalate_to: team
                            - escalate_after: 5m
                            - escalate_to: nobody
                              escalate_after: 5m
                            -
                        receivers:
                          - name: team
                            opsgenie_configs: [{api_key: x}]
                            webhook_configs: [{url: x}]
                          - name: team
                          - webhook_config: []
                        """))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("templates: files of templates are not supported"),
                        fault -> assertThat(fault).startsWith("global.resolve_timeout: expected a duration"),
                        fault -> assertThat(fault).startsWith("global.smtp_smarthost: expected HOST:PORT"),
                        fault -> assertThat(fault).startsWith("global.opsgenie_api_url: unknown key"),
                        fault -> assertThat(fault).contains("global.slack_api_ur: ", "did you mean \"slack_api_url\"?"),
                        fault -> assertThat(fault).startsWith("receivers[0].opsgenie_configs: receivers of this kind"),
                        fault -> assertThat(fault).isEqualTo("receivers[1].name: \"team\" is given twice"),
                        fault -> assertThat(fault).isEqualTo("receivers[2].name: missing"),
                        fault -> assertThat(fault)
                                .contains("receivers[2].webhook_config: ", "did you mean \"webhook_configs\"?"),
                        fault -> assertThat(fault).startsWith("route.receiver: unknown receiver \"b\""),
                        fault -> assertThat(fault).isEqualTo("route: the root route must not have matchers"),
                        fault -> assertThat(fault).isEqualTo("route.group_by: label \"alertname\" is given twice"),
                        fault -> assertThat(fault).isEqualTo("route.group_interval: expected a duration above 0"),
                        fault -> assertThat(fault)
                                .contains("route.routes[0].receiver: unknown receiver", "did you mean \"team\"?"),
                        fault -> assertThat(fault)
                                .startsWith("route.routes[0].mute_time_intervals: unknown time interval"),
                        fault -> assertThat(fault).startsWith("route.routes[0].matchers: expected a matcher"),
                        fault -> assertThat(fault).startsWith("route.routes[0].matchers: invalid regular expression"),
                        fault -> assertThat(fault).contains("route.routes[1].recever: ", "did you mean \"receiver\"?"),
                        fault -> assertThat(fault).startsWith("route.routes[1].continue: expected true or false"),
                        fault -> assertThat(fault).startsWith("route.routes[2].escalate_to: expected escalate_after"),
                        fault -> assertThat(fault).startsWith("route.routes[3].escalate_after: expected escalate_to"),
                        fault -> assertThat(fault).startsWith("route.routes[4].escalate_to: unknown receiver"),
                        fault -> assertThat(fault)
                                .startsWith("route.routes[5]: expected keys with values, got nothing"));
        assertThat(FakeIntegration.OPEN).isEmpty();
    }

    @Test
    void parse_noRoute_isRefused() {
        assertThat(faults("receivers: [{name: a}]\n")).containsExactly("route: missing");
        assertThat(faults("")).containsExactly("route: missing");
        assertThat(faults("[a]")).contains("expected keys with values, got a list");
        assertThat(faults("route: {receiver: a\n")).singleElement().asString().startsWith("line 2: ");
    }

    @Test
    void parse_environment_missingOnesAreReportedAndValuesAreHidden() {
        assertThat(
                        faults(
                                "route: {receiver: '${env:NOBODY}', group_wait: '${env:WAIT}'}\nreceivers: [{name: '${env:TEAM}'}]\n"))
                .anyMatch(fault -> fault.equals("route.receiver: environment variable \"NOBODY\" is not set"))
                .anyMatch(fault -> fault.contains("got \"${env:WAIT}\""))
                .noneMatch(fault -> fault.contains("soon-enough"))
                .noneMatch(fault -> fault.contains("operators"));
    }

    @Test
    void parse_notUtf8OrTooLarge_isRefused() {
        assertThat(faults(new byte[] {'a', ':', ' ', (byte) 0xff})).containsExactly("expected text in UTF-8");
        byte[] large = new byte[(1 << 20) + 1];
        Arrays.fill(large, (byte) '#');
        assertThat(faults(large)).containsExactly("larger than 1048576 bytes, which is the maximum");
    }

    @Test
    void describe_secrets_areMaskedAndTheRestStays() {
        String description = reader().parse("test", bytes("""
                        global:
                          slack_api_url: https://hooks.slack.com/services/T/B/s3cr3t
                          smtp_auth_password: s3cr3t
                          smtp_auth_password_file: ''
                        route:
                          receiver: a
                          routes: [{match: {token: shown, key: "010"}}]
                        receivers:
                          - name: a
                            webhook_configs:
                              - url: https://user:s3cr3t@example.com:8443/hook/s3cr3t
                                http_config:
                                  authorization: {credentials: s3cr3t}
                                  basic_auth: {username: joe, password: s3cr3t, password_file: ''}
                                  proxy_url: http://joe:s3cr3t@proxy:3128
                              - url: ${env:HOOK}
                            pagerduty_configs: [{routing_key: s3cr3t, service_key: s3cr3t}]
                            email_configs: [{to: a@b, auth_secret: s3cr3t, headers: {X-Key: s3cr3t}}]
                            slack_configs: [{api_url: s3cr3t, channel: '#${env:TEAM}'}]
                        """), Path.of("/")).describe();

        assertThat(description)
                .doesNotContain("s3cr3t", "very-secret", "operators")
                .contains("token: \"shown\"", "key: \"010\"", "username: \"joe\"", "channel: \"#${env:TEAM}\"")
                .contains("url: \"https://example.com:8443/<secret>\"", "routing_key: \"<secret>\"");
        reader().parse("test", bytes(description.replace("slack_api_url: \"<secret>\"", "")), Path.of("/"))
                .close();
    }

    @Test
    void parse_smallest_hasDefaults() {
        Route root =
                reader().parse("test", bytes(SMALLEST), Path.of("/")).routes().root();

        assertThat(root.groupWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(root.groupInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(root.repeatInterval()).isEqualTo(Duration.ofHours(4));
        assertThat(root.groupBy()).isEmpty();
        assertThat(root.escalateTo()).isNull();
        assertThat(root.groupKey(new TreeMap<>())).isEqualTo("{}:{}");
    }

    private static List<String> faults(String yaml) {
        return faults(bytes(yaml));
    }

    private static List<String> faults(byte[] yaml) {
        return catchThrowableOfType(
                        InvalidNotificationsException.class, () -> reader().parse("test", yaml, Path.of("/")))
                .faults();
    }

    private static byte[] bytes(String yaml) {
        return yaml.getBytes(StandardCharsets.UTF_8);
    }

    private static NotificationsFile reader() {
        return new NotificationsFile(FakeIntegration::parse, ENVIRONMENT);
    }
}
