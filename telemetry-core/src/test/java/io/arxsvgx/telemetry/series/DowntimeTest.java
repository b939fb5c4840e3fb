// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Open alerts do not change while the processor is stopped, for any length of time. */
class DowntimeTest {
    private static final long DAY = 86_400;

    @AutoClose
    private final AlertHarness harness = new AlertHarness().start();

    /** Stops the processor from one second to another. */
    private void down(long from, long to) {
        harness.turnAt(from);
        harness.processor.stop();
        harness.clock(to);
        harness.processor.start();
    }

    @Test
    void breachAfterALongStop_firing_goesOn() {
        harness.start(above("hot").build()).event(HIGH);
        down(10, DAY);

        harness.eventAt(DAY + 1, HIGH);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.alert().occurrences()).isEqualTo(2);
        assertThat(harness.alert().startsAt()).isEqualTo(at(0));
    }

    @Test
    void normalAfterALongStop_firing_resolvesBecauseItIsNormal() {
        harness.start(above("hot").build()).event(HIGH);
        down(10, DAY);

        harness.eventAt(DAY + 1, LOW);

        assertThat(harness.alert().endsAt()).isEqualTo(at(DAY + 1));
        assertThat(harness.alert().endReason()).startsWith("back to normal");
    }

    @Test
    void breachAfterAStop_pending_countsTheTimeBeforeAndAfterIt() {
        harness.start(above("hot").forDuration(seconds(30)).build()).event(HIGH);
        down(10, DAY);

        harness.eventAt(DAY + 1, HIGH).turnAt(DAY + 19);
        assertThat(harness.alerts()).isEmpty();
        harness.turnAt(DAY + 20);

        assertThat(harness.alert().firedAt()).isEqualTo(at(DAY + 20));
        assertThat(harness.alert().evidence().held()).isEqualTo(Duration.ofSeconds(30));
        assertThat(harness.alert().startsAt()).isEqualTo(at(0));
    }

    @Test
    void noEventAfterAStop_pending_countsTheTimeBeforeAndAfterIt() {
        harness.start(above("hot").forDuration(seconds(30)).build()).event(HIGH);
        down(10, DAY);

        harness.turnAt(DAY + 19);
        assertThat(harness.alerts()).isEmpty();
        harness.turnAt(DAY + 20);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void stopTwice_pending_countsNeither() {
        harness.start(above("hot").forDuration(seconds(30)).build()).event(HIGH);
        down(10, DAY);
        down(DAY + 10, 2 * DAY);

        harness.eventAt(2 * DAY + 1, HIGH).turnAt(2 * DAY + 9);
        assertThat(harness.alerts()).isEmpty();
        harness.turnAt(2 * DAY + 10);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void breachAfterAStop_whileHeldByKeepFiringFor_endsTheHold() {
        harness.start(above("hot").keepFiringFor(seconds(60)).build())
                .event(HIGH)
                .eventAt(1, LOW);
        down(10, DAY);

        harness.eventAt(DAY + 5, HIGH).turnAt(DAY + 200);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void normalAfterAStop_whileHeldByKeepFiringFor_resolvesWhenTheRestIsOver() {
        harness.start(above("hot").keepFiringFor(seconds(60)).build())
                .event(HIGH)
                .eventAt(1, LOW);
        down(11, DAY);

        harness.eventAt(DAY + 5, LOW).turnAt(DAY + 49);
        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        harness.turnAt(DAY + 50);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void silentAfterAStop_expiresOnceTheTimeBeforeAndAfterItIsOver() {
        harness.start(above("hot").build()).event(HIGH);
        down(100, DAY);

        harness.turnAt(DAY + 3_499);
        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        harness.turnAt(DAY + 3_500);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void eventsWithTimesOfTheStop_pending_countByTheirTimes() {
        harness.start(above("hot").forDuration(seconds(30)).build())
                .ingest(HIGH, 0)
                .turn();
        down(10, DAY);

        for (int second = 10; second <= 40; second += 10) {
            harness.ingest(HIGH, second);
        }
        harness.turn();

        assertThat(harness.alert().firedAt()).isEqualTo(at(30));
    }
}
