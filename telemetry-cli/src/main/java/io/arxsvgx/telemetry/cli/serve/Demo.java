// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.cli.events.SimulatedSensors;
import io.arxsvgx.telemetry.examples.bearing.Bearing;
import io.arxsvgx.telemetry.examples.bearing.Machine;
import io.arxsvgx.telemetry.examples.bearing.Operation;
import io.arxsvgx.telemetry.examples.svg.host.SvgFeed;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What feeds a server that has no events of its own: the SVG host, simulated sensors, a machine whose bearing wears. */
final class Demo implements AutoCloseable {
    private static final String ACTION = "log_alert";
    private static final Duration SVG_ROUND = Duration.ofSeconds(60);

    private static final int SENSORS = 4;
    private static final double ANOMALIES = 0.001;
    private static final long SENSORS_SEED = 3;
    /** Each sensor measures twice a second. */
    private static final Duration SENSORS_ROUND = Duration.ofMillis(500);

    private static final long BEARING_SEED = 1;
    /** A second is so many minutes of the machine that a bearing lasts a good three minutes. */
    private static final int BEARING_MINUTES = 4;

    private static final Duration BEARING_READING = Duration.ofSeconds(1);

    private final SvgFeed svg;
    private final EvenFeed sensors;
    private final EvenFeed bearing;

    private Demo(TelemetryProcessor processor) {
        svg = SvgFeed.start(processor, SVG_ROUND);
        sensors = sensors(processor);
        Operation operation = new Operation(new Machine(BEARING_SEED), BEARING_MINUTES, processor);
        bearing = EvenFeed.start("telemetry-bearing", BEARING_READING, operation::goOn);
    }

    private static EvenFeed sensors(TelemetryProcessor processor) {
        SimulatedSensors all =
                new SimulatedSensors(SimulatedSensors.names(SENSORS), SimulatedSensors.TYPES, ANOMALIES, SENSORS_SEED);
        Duration pause = SENSORS_ROUND.dividedBy(all.size());
        return EvenFeed.start("telemetry-sensors", pause, () -> processor.ingest(all.next(Instant.now())));
    }

    /** The rules on what the SVG host and the machine measure; the default rules are on the sensors. */
    static List<AlertRule> rules() {
        List<AlertRule> rules = new ArrayList<>(SvgFeed.rules(ACTION));
        rules.addAll(Bearing.rules(ACTION));
        return rules;
    }

    /** Starts to feed. */
    static Demo start(TelemetryProcessor processor) {
        return new Demo(processor);
    }

    @Override
    public void close() {
        svg.close();
        sensors.close();
        bearing.close();
    }
}
