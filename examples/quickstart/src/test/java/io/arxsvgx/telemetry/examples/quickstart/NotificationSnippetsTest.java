// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.notification.Notification;
import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.NotificationState;
import io.arxsvgx.telemetry.notification.TestResult;
import io.arxsvgx.telemetry.notify.Notifications;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the pages about notifications, run, and their YAML, read; {@link DocumentationTest} finds the Java here. */
class NotificationSnippetsTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final List<String> PAGES =
            List.of("how-to/notify-people.md", "reference/notifications.md", "reference/receivers.md");
    private static final Pattern YAML = Pattern.compile("(?ms)^ *```yaml\\n(.*?)^ *```$");
    private static final Map<String, String> VARIABLES =
            Map.of("SLACK_URL", "https://hooks.slack.com/services/T/B/x", "PAGER_TOKEN", "token-1");
    /** What a page shows of one receiver lacks this. */
    private static final String AROUND_AN_INTEGRATION = """
            global:
              smtp_smarthost: mail.example.org:587
              smtp_from: telemetry@example.org
            route:
              receiver: shown
            receivers:
              - name: shown
            """;

    private static final String LOGGING = """
            route:
              receiver: operators
            receivers:
              - name: operators
                log_configs:
                  - level: debug
            """;

    @Test
    void notifier_fromFile_sendsATestMessage(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("notifications.yml"), LOGGING);
        Path alerts = folder.resolve("alerts.db");

        TelemetryProcessor notifying = TelemetryProcessor.builder()
                .alertStore(SqliteAlertStore.open(alerts))
                .notifier(Notifications.fromFile(file))
                .build();
        try (notifying) {
            notifying.start();
            AlertNotifier notifier = notifying.notifier().orElseThrow();
            for (TestResult result : notifier.test("operators")) {
                System.out.println(result.integration() + ": " + result.text());
            }
            for (Notification dead : notifier.find(new NotificationQuery(NotificationState.DEAD, null, null, 100))) {
                notifier.retry(dead.id());
            }

            assertThat(notifier.test("operators")).singleElement().isEqualTo(new TestResult("log[0]", true, "written"));
            assertThat(notifier.problems()).isEmpty();
        }
    }

    @Test
    void yaml_ofThePages_isAccepted() throws IOException {
        List<String> files = new ArrayList<>();
        for (String page : PAGES) {
            YAML.matcher(Files.readString(DOCS.resolve(page)))
                    .results()
                    .map(NotificationSnippetsTest::wholeFile)
                    .forEach(files::add);
        }

        assertThat(files).hasSizeGreaterThan(10).allSatisfy(yaml -> {
            try (Notifications read = Notifications.builder()
                    .configuration(yaml)
                    .environment(VARIABLES)
                    .allowCommands(true)
                    .build()) {
                assertThat(read.configuration()).contains("route:");
            }
        });
    }

    private static String wholeFile(MatchResult block) {
        String yaml = block.group(1).stripTrailing().stripIndent() + "\n";
        return yaml.contains("receivers:\n") ? yaml : AROUND_AN_INTEGRATION + yaml.indent(4);
    }
}
