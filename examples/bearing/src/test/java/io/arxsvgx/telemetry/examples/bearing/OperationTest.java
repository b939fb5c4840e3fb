// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.MaintenanceAlert;
import io.arxsvgx.telemetry.patterns.FailureDetection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests of the accelerated machine of the command line's demo: one reading per second, four minutes of the machine
 * apart.
 */
class OperationTest {
    private static final int MINUTES = 4;
    private static final int LIVES = 2;
    private static final int MAX_SECONDS = 1_000;
    private static final Duration CREEP = Duration.ofMillis(1);
    private static final long MAX_ROUND_NANOS = 20_000_000_000L;
    /** The seconds until patterns of the previous bearing have ended. */
    private static final int SETTLED = 10;

    private final ManualTimeSource time = TimeSource.manual(Instant.EPOCH);
    private final FailureDetection detection =
            FailureDetection.builder().budget(1).build();

    @AutoClose
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .config(TelemetryConfig.builder()
                    .timeSource(time)
                    .processingInterval(CREEP)
                    .build())
            .callerDriven()
            .detector(detection)
            .build();

    private final Machine machine = new Machine(1);
    private final Operation operation = new Operation(machine, MINUTES, processor);

    /** A prediction, with the second at which it was made. */
    private record Warning(long second, long predicted) {}

    /** The life of one bearing, from a second to a second, with its warnings. */
    private record Life(long begun, long failed, List<Warning> warnings) {}

    @BeforeEach
    void begin() {
        Bearing.rules().forEach(processor::addAlertRule);
        processor.start();
        processor.runOnce(); // the first run of the loop, from which intervals count
    }

    private long second() {
        return Duration.ofNanos(time.epochNanos()).toSeconds();
    }

    private void step() {
        time.advance(Duration.ofSeconds(1));
        operation.step();
        processor.runOnce();
        awaitRound();
        assertThat(second()).isLessThan(MAX_SECONDS);
    }

    /** Waits for a round of detection, which has its own thread; the clock advances slowly meanwhile. */
    private void awaitRound() {
        long before = detection.progress().rounds();
        long until = System.nanoTime() + MAX_ROUND_NANOS;
        while (detection.progress().rounds() == before && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(CREEP.toNanos());
            time.advance(CREEP);
            processor.runOnce();
        }
        processor.runOnce();
    }

    /** Runs a bearing from its start to its failure. Returns it with each warning at its first report. */
    private Life life() {
        long begun = second();
        List<Warning> warnings = new ArrayList<>();
        Instant said = Instant.EPOCH;
        do {
            step();
            Instant failure = detection.maintenance().stream()
                    .map(MaintenanceAlert::predictedFailure)
                    .findFirst()
                    .orElse(null);
            if (failure != null && !failure.equals(said) && second() - begun > SETTLED) {
                said = failure;
                warnings.add(new Warning(second(), failure.getEpochSecond()));
            }
        } while (!machine.hasFailed());
        return new Life(begun, second(), warnings);
    }

    @Test
    void step_bearingAfterBearing_warnsOfEachInTime() {
        for (int i = 0; i < LIVES; i++) {
            Life life = life();

            long lifetime = life.failed() - life.begun();
            assertThat(life.warnings()).isNotEmpty();
            assertThat(life.failed() - life.warnings().get(0).second()).isGreaterThan(lifetime / 3);
            assertThat(life.warnings())
                    .filteredOn(warning -> warning.second() > life.begun() + lifetime / 2)
                    .isNotEmpty()
                    .allSatisfy(warning -> {
                        double left = life.failed() - warning.second();
                        assertThat((double) Math.abs(warning.predicted() - life.failed()))
                                .isLessThan(0.5 * left + 10);
                    });
        }
        assertThat(processor.alerts(1_000)).extracting(Alert::ruleId).contains("strong_vibration", "thin_oil");
        assertThat(processor.alerts(1_000))
                .extracting(Alert::description)
                .anyMatch(description -> description.contains("will cross 7.1 in about"));
    }

    @Test
    void step_newBearing_endsPredictionsOfTheOldOne() {
        life();
        List<FailurePattern> predictions = processor.patterns(100).stream()
                .filter(pattern -> pattern.description().contains("will cross"))
                .toList();
        assertThat(predictions).isNotEmpty();
        for (int i = 0; i < SETTLED; i++) {
            step();
        }

        assertThat(machine.hasFailed()).isFalse();
        assertThat(processor.patterns(100))
                .filteredOn(pattern -> pattern.description().contains("will cross"))
                .allSatisfy(pattern -> assertThat(pattern.endsAt()).isNotNull());
    }

    @Test
    void operation_noMinutes_isRefused() {
        assertThatThrownBy(() -> new Operation(machine, 0, processor))
                .hasMessageContaining("minutes: expected at least 1, got 0");
    }
}
