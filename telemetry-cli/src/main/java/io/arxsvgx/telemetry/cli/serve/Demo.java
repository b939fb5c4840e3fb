// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import static java.util.stream.Collectors.joining;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.cli.events.SimulatedSensors;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.spi.Demonstration;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;

/** The event sources of a demo: simulated sensors, and the demonstrations on the class path. */
final class Demo {
    private static final String ACTION = "log_alert";

    private static final int SENSORS = 4;
    private static final double ANOMALIES = 0.001;
    private static final long SENSORS_SEED = 3;
    /** The time in which each sensor measures once. */
    private static final Duration SENSORS_ROUND = Duration.ofMillis(500);

    private final List<Demonstration> demonstrations;

    private Demo(List<Demonstration> demonstrations) {
        this.demonstrations = demonstrations;
    }

    /**
     * Finds the demonstrations on the class path.
     *
     * @throws CliException if there is none, or one cannot be loaded
     */
    static Demo find() {
        List<Demonstration> found;
        try {
            found = ServiceLoader.load(Demonstration.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(Demonstration::description))
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw CliException.usage("--demo: cannot load a demonstration from the class path: " + e.getMessage());
        }
        if (found.isEmpty()) {
            throw CliException.usage("--demo: no demonstration (" + Demonstration.class.getName()
                    + ") on the class path; add examples-svg.jar or examples-bearing.jar and its dependencies:"
                    + " java -cp JARS io.arxsvgx.telemetry.cli.TelemetryCli start --demo");
        }
        return new Demo(found);
    }

    /** Returns a description of the event sources. */
    String description() {
        return Stream.concat(
                        Stream.of("simulated sensors"), demonstrations.stream().map(Demonstration::description))
                .collect(joining("; "));
    }

    /** Returns the rules on the events of the demonstrations; the default rules are on the sensors. */
    List<AlertRule> rules() {
        return demonstrations.stream()
                .flatMap(demonstration -> demonstration.rules(ACTION).stream())
                .toList();
    }

    /** Returns the functions that start the event sources; each returns the resource that ends its source. */
    List<Function<TelemetryProcessor, AutoCloseable>> feeds() {
        List<Function<TelemetryProcessor, AutoCloseable>> feeds = new ArrayList<>();
        for (Demonstration demonstration : demonstrations) {
            feeds.add(demonstration::start);
        }
        feeds.add(Demo::sensors);
        return feeds;
    }

    private static PacedFeeder sensors(TelemetryProcessor processor) {
        SimulatedSensors all =
                new SimulatedSensors(SimulatedSensors.names(SENSORS), SimulatedSensors.TYPES, ANOMALIES, SENSORS_SEED);
        Duration pause = SENSORS_ROUND.dividedBy(all.size());
        return PacedFeeder.start("telemetry-sensors", pause, () -> processor.ingest(all.next(Instant.now())));
    }
}
