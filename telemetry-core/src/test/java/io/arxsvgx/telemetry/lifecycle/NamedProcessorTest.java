// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.lifecycle;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.LONG;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.event;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.AlertAction;
import io.arxsvgx.telemetry.testing.HookFixture;
import io.arxsvgx.testsupport.LogFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processors in one process are distinguished by their names. */
@Timeout(60)
class NamedProcessorTest {
    private static TelemetryProcessor.Builder builder(List<String> loops) {
        return TelemetryProcessor.builder()
                .condition(new HookFixture(
                        value -> loops.add(Thread.currentThread().getName())));
    }

    private static TelemetryProcessor started(TelemetryProcessor processor, AlertAction action) {
        processor.registerAction("act", action);
        processor.addAlertRule(HookFixture.rule("act"));
        processor.start();
        return processor;
    }

    @Test
    void threads_ofANamedProcessor_haveItsName() {
        ConcurrentLinkedQueue<String> actions = new ConcurrentLinkedQueue<>();
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        List<String> unnamed = new ArrayList<>();
        AlertAction action = alert -> actions.add(Thread.currentThread().getName());
        try (TelemetryProcessor one = started(builder(first).name("orders").build(), action);
                TelemetryProcessor two = started(builder(second).name("billing").build(), action);
                TelemetryProcessor three = started(builder(unnamed).build(), action)) {
            for (TelemetryProcessor processor : List.of(one, two, three)) {
                assertThat(processor.ingest(event(1))).isTrue();
                assertThat(processor.flush(LONG)).isTrue();
            }
            soon().untilAsserted(() -> assertThat(actions).hasSize(3));
            assertThat(List.of(one.name(), two.name(), three.name())).containsExactly("orders", "billing", "");
        }
        assertThat(first).containsExactly("telemetry-orders-loop");
        assertThat(second).containsExactly("telemetry-billing-loop");
        assertThat(unnamed).containsExactly("telemetry-loop");
        assertThat(actions)
                .containsExactlyInAnyOrder(
                        "telemetry-orders-action-act", "telemetry-billing-action-act", "telemetry-action-act");
    }

    @Test
    void log_ofANamedProcessor_hasALoggerOfItsName() {
        LogFixture log = new LogFixture("io.arxsvgx.telemetry.orders");
        try (log;
                TelemetryProcessor named =
                        builder(new ArrayList<>()).name("orders").build();
                TelemetryProcessor other =
                        builder(new ArrayList<>()).name("billing").build()) {
            named.start();
            other.start();
            named.addAlertRule(HookFixture.rule("no_such_action"));
            other.addAlertRule(HookFixture.rule("no_such_action_here"));
        }
        assertThat(log.messages())
                .filteredOn(message -> message.contains("no_such_action"))
                .singleElement()
                .asString()
                .contains("\"no_such_action\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "é", "a.b", "a/b"})
    void name_withOtherCharacters_isRejected(String name) {
        assertThatThrownBy(() -> TelemetryProcessor.builder().name(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name: expected 1 to 64 letters, digits, - or _, got ");
    }

    @Test
    void name_ofTheLongestLength_isAccepted() {
        String longest = "a".repeat(64);
        TelemetryProcessor.Builder builder = TelemetryProcessor.builder().name(longest);
        try (TelemetryProcessor processor = builder.build()) {
            assertThat(processor.name()).isEqualTo(longest);
        }
        assertThatThrownBy(() -> TelemetryProcessor.builder().name(longest + "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
