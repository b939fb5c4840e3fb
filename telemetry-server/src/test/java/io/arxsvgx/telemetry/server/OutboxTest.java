// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.json.Json;
import io.arxsvgx.telemetry.json.JsonLimits;
import org.junit.jupiter.api.Test;

/** What waits for a client, in which order, and what is left out. */
class OutboxTest {
    private final Outbox outbox = new Outbox(2, new Json(JsonLimits.defaults()), new ServerMetrics());

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
