// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the order of waiting messages, and of dropped ones. */
class OutboundQueueTest {
    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    private final OutboundQueue outbox = new OutboundQueue(2, JSON, new UncountedMetrics());

    @Test
    void next_nothing_isNull() {
        assertThat(outbox.next()).isNull();
    }

    @Test
    void next_moreThanItHolds_tellsHowManyAreMissing() {
        for (String message : new String[] {"1", "2", "3", "4"}) {
            outbox.offer(WebSocketHub.ALERTS, message);
        }
        assertThat(outbox.next()).isEqualTo("{\"type\":\"lagged\",\"missed\":2}");
        assertThat(outbox.next()).isEqualTo("1");
        assertThat(outbox.next()).isEqualTo("2");
        assertThat(outbox.next()).isNull();
    }

    @Test
    void next_missingAllTheTime_isNotReportedBeforeEachMessage() {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            outbox.offer(WebSocketHub.ALERTS, "1");
            outbox.offer(WebSocketHub.ALERTS, "2");
            outbox.offer(WebSocketHub.ALERTS, "3");
            said.add(outbox.next());
        }
        for (String next = outbox.next(); next != null; next = outbox.next()) {
            said.add(next);
        }

        assertThat(said.stream().filter(message -> message.equals("1") || message.equals("2") || message.equals("3")))
                .hasSizeGreaterThan(said.size() / 2);
        assertThat(said.stream()
                        .mapToLong(message -> message.length() > 1
                                ? JSON.read(message).path("missed").asLong()
                                : 1)
                        .sum())
                .isEqualTo(150);
    }

    @Test
    void next_snapshots_isTheNewest() {
        outbox.offer(WebSocketHub.DASHBOARD, "old");
        outbox.offer(WebSocketHub.DASHBOARD, "new");
        assertThat(outbox.next()).contains("lagged");
        assertThat(outbox.next()).isEqualTo("new");
        assertThat(outbox.next()).isNull();
    }

    @Test
    void next_valuesBesideOthersThatNeverEnd_takeTurns() {
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            if (!outbox.hasValues()) {
                outbox.values("v");
            }
            outbox.offer(WebSocketHub.TELEMETRY, "t");
            for (String next = outbox.next(); ; next = outbox.next()) {
                if (next != null && next.length() == 1) {
                    order.append(next);
                    break;
                }
            }
        }
        assertThat(order.toString()).contains("vt", "tv").doesNotContain("vvv", "ttt");
    }

    @Test
    void next_values_waitBehindMessages() {
        outbox.values("v");
        outbox.offer(WebSocketHub.ALERTS, "a");
        assertThat(outbox.next()).isEqualTo("a");
        assertThat(outbox.next()).isEqualTo("v");
        assertThat(outbox.hasValues()).isFalse();
    }
}
