// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.testing.AboveCondition;
import io.arxsvgx.telemetry.testing.AlertHarness;
import io.arxsvgx.testsupport.LogFixture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ActionWarningsTest {
    @AutoClose
    private final LogFixture log = new LogFixture();

    @AutoClose
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .condition(new AboveCondition())
            .callerDriven()
            .build();

    private static AlertRule rule(String... actions) {
        return AlertHarness.above("hot").actions(actions).build();
    }

    @Test
    void addAlertRule_mistypedAction_isLoggedOnceWithTheNearestName() {
        processor.start();

        processor.addAlertRule(rule("log_alrt", "log_alert"));
        processor.addAlertRule(rule("log_alrt", "log_alert"));

        assertThat(log.messages())
                .singleElement()
                .asString()
                .contains("rule hot: unknown action \"log_alrt\"; did you mean \"log_alert\"?");
        assertThat(processor.ruleStatus("hot").orElseThrow().warnings())
                .singleElement()
                .asString()
                .contains("log_alrt", "log_alert");
    }

    @Test
    void addAlertRule_anotherMistypedAction_isLoggedToo() {
        processor.start();
        processor.addAlertRule(rule("one"));
        processor.addAlertRule(rule("one", "two"));
        assertThat(log.count("\"one\"")).isEqualTo(1);
        assertThat(log.count("\"two\"")).isEqualTo(1);

        processor.removeAlertRule("hot");
        processor.addAlertRule(rule("one"));
        assertThat(log.count("\"one\"")).isEqualTo(2);
    }

    @Test
    void addAlertRule_beforeTheStart_isLoggedAtTheStartUnlessTheActionCame() {
        processor.addAlertRule(rule("late", "never"));
        processor.registerAction("late", alert -> {});
        assertThat(log.messages()).isEmpty();

        processor.start();
        processor.stop();
        processor.start();

        assertThat(log.messages()).singleElement().asString().contains("\"never\"");
    }

    @Test
    void addAlertRule_manyMistypedActions_logsABoundedNumber() {
        processor.start();
        String[] names = new String[1_000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "action_" + i;
        }

        processor.addAlertRule(rule(names));

        assertThat(log.messages()).hasSize(20);
    }

    @Test
    void ruleWarnings_ruleNotAdded_tellsAndAddsNothing() {
        assertThat(processor.rules().warnings(rule("log_alrt", "log_alrt"))).hasSize(1);
        assertThat(processor.rules().warnings(rule("log_alert"))).isEmpty();
        assertThat(processor.alertRules()).isEmpty();
    }

    @Test
    void log_foreignText_isOneLine() {
        processor.addAlertRule(rule("mail\nERROR forged\u202e"));
        processor.registerAction("log", alert -> {});
        processor.addAlertRule(AlertHarness.above("loud")
                .actions("log_alert")
                .name("a\r\nWARN forged\u2028\u009b")
                .build());
        processor.start();
        processor.ingest(TelemetryEvent.of("pump\u001b[2J\u0085", AlertHarness.TYPE, AlertHarness.HIGH));
        processor.runOnce();
        processor.stop();

        assertThat(log.count("forged")).isGreaterThanOrEqualTo(2);
        assertThat(log.messages())
                .allSatisfy(message -> assertThat(message.codePoints())
                        .noneMatch(Character::isISOControl)
                        .doesNotContain(0x202E, 0x2028));
    }
}
