// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import io.arxsvgx.telemetry.TelemetryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sensors that measure what real ones might: a slow wave with some noise, and now and then an anomaly that the default rules
 * see. The same seed gives the same values. Not thread-safe.
 */
public final class SimulatedSensors {
    /** The types that real looking values are known for. */
    public static final List<String> TYPES = List.of("temperature", "pressure", "vibration");

    private final List<Sensor> sensors = new ArrayList<>();
    private final Random random;
    private final double anomalies;
    private int next;

    /**
     * Sets up sensors, one for each source and type.
     *
     * @param sources their sources
     * @param types their types
     * @param anomalies how likely it is that an event begins an anomaly, from 0 to 1
     * @param seed what all that is random depends on
     */
    public SimulatedSensors(List<String> sources, List<String> types, double anomalies, long seed) {
        this.anomalies = anomalies;
        random = new Random(seed);
        for (String source : sources) {
            for (String type : types) {
                sensors.add(new Sensor(source, type, Kind.of(type), random.nextInt(WAVE)));
            }
        }
    }

    /**
     * Names of sources.
     *
     * @param count how many
     * @return {@code sensor_001} and so on
     */
    public static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add(String.format(java.util.Locale.ROOT, "sensor_%03d", i));
        }
        return names;
    }

    /**
     * How many sensors there are.
     *
     * @return the number of sources times the number of types
     */
    public int size() {
        return sensors.size();
    }

    /**
     * Measures, sensor after sensor.
     *
     * @param time when
     * @return the event of the sensor whose turn it is
     */
    public TelemetryEvent next(Instant time) {
        Sensor sensor = sensors.get(next);
        next = (next + 1) % sensors.size();
        double value = sensor.measure();
        TelemetryEvent.Builder event = TelemetryEvent.builder()
                .timestamp(time)
                .source(sensor.source)
                .type(sensor.type)
                .value(Math.rint(value * 1_000) / 1_000);
        if (sensor.isStrange) {
            event.attribute("anomaly", sensor.kind.strange);
        }
        return event.build();
    }

    private static final int WAVE = 240;

    /** How a type of sensor behaves, and how it behaves when something is wrong. */
    private enum Kind {
        /** Overheats for some readings. */
        TEMPERATURE(65, 6, 1.5, "overheating", 8),
        /** Rises steadily for some readings. */
        PRESSURE(101, 1, 0.4, "rise", 14),
        /** Shakes once. */
        VIBRATION(2, 0.05, 0.4, "shock", 1),
        /** Any other: jumps once. */
        OTHER(50, 5, 2, "jump", 1);

        final double mean;
        final double wave;
        final double noise;
        final String strange;
        final int length;

        Kind(double mean, double wave, double noise, String strange, int length) {
            this.mean = mean;
            this.wave = wave;
            this.noise = noise;
            this.strange = strange;
            this.length = length;
        }

        static Kind of(String type) {
            return switch (type) {
                case "temperature" -> TEMPERATURE;
                case "pressure" -> PRESSURE;
                case "vibration" -> VIBRATION;
                default -> OTHER;
            };
        }

        /** What is added to a value in the middle of an anomaly, so many readings after its begin. */
        double strangeness(int reading) {
            return switch (this) {
                case TEMPERATURE -> 22;
                case PRESSURE -> 1.6 * reading;
                case VIBRATION -> 4;
                case OTHER -> 30;
            };
        }
    }

    /** One sensor. */
    private final class Sensor {
        private final String source;
        private final String type;
        private final Kind kind;
        private int reading;
        private int strangeFor;
        private boolean isStrange;

        Sensor(String source, String type, Kind kind, int phase) {
            this.source = source;
            this.type = type;
            this.kind = kind;
            reading = phase;
        }

        double measure() {
            reading++;
            double value = kind.mean
                    + kind.wave * Math.sin(2 * Math.PI * reading / WAVE)
                    + kind.noise * (random.nextDouble() - 0.5);
            boolean begins = random.nextDouble() < anomalies;
            if (strangeFor == 0 && begins) {
                strangeFor = kind.length;
            }
            isStrange = strangeFor > 0;
            if (isStrange) {
                value += kind.strangeness(kind.length - strangeFor + 1);
                strangeFor--;
            }
            return value;
        }
    }
}
