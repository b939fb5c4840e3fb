// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import io.arxsvgx.telemetry.TelemetryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Simulated sensors that measure a level with noise, on which the default rules do not fire, and occasional anomalies, each
 * of which makes one default rule fire once. The same seed gives the same values. Not thread-safe.
 */
public final class SimulatedSensors {
    /** The types with realistic values. */
    public static final List<String> TYPES = List.of("temperature", "pressure", "vibration");

    /** The minimum number of readings before the first anomaly of a sensor, since rules need a baseline. */
    private static final int MIN_NORMAL_READINGS = 10;
    /** The minimum number of readings between two anomalies of a sensor, so that each raises a separate alert. */
    private static final int CALM_READINGS = 20;
    /** The golden ratio, whose multiples are spread evenly over a circle for any number of steps. */
    private static final double GOLDEN_STEP = (Math.sqrt(5) - 1) / 2;

    private static final double JITTER = 0.15;

    private final List<Sensor> sensors = new ArrayList<>();
    private final Random random;
    private final double anomalies;
    private int next;
    private long events;
    private long begun;
    private double nextAnomaly;

    /**
     * Creates sensors, one for each source and type.
     *
     * @param sources their sources
     * @param types their types
     * @param anomalies the share of events that begin an anomaly, from 0 to 1: with 0.01 one of the first 100 events, one of
     *     the next 100, and so on. A sensor that has not had {@value #CALM_READINGS} readings since its last anomaly, or
     *     {@value #MIN_NORMAL_READINGS} since its beginning, postpones it to a later event
     * @param seed the seed of the random numbers
     */
    public SimulatedSensors(List<String> sources, List<String> types, double anomalies, long seed) {
        this.anomalies = anomalies;
        random = new Random(seed);
        for (String source : sources) {
            for (String type : types) {
                sensors.add(new Sensor(source, type, Kind.of(type)));
            }
        }
        planAnomaly();
    }

    /** Plans one anomaly at a random position in each section of events, so that a file has the requested number. */
    private void planAnomaly() {
        nextAnomaly = (begun + random.nextDouble()) / anomalies;
        begun++;
    }

    /**
     * Returns names of sources.
     *
     * @param count the number of names
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
     * Returns the number of sensors.
     *
     * @return the number of sources times the number of types
     */
    public int size() {
        return sensors.size();
    }

    /**
     * Returns the next event; the sensors measure in turn.
     *
     * @param time the time of the event
     * @return the event of the next sensor
     */
    public TelemetryEvent next(Instant time) {
        Sensor sensor = sensors.get(next);
        next = (next + 1) % sensors.size();
        if (events++ >= nextAnomaly && sensor.isCalm()) {
            sensor.anomalyLeft = sensor.kind.length;
            planAnomaly();
        }
        double value = sensor.measure();
        TelemetryEvent.Builder event = TelemetryEvent.builder()
                .timestamp(time)
                .source(sensor.source)
                .type(sensor.type)
                .value(Math.rint(value * 1_000) / 1_000);
        if (sensor.isAnomalous) {
            event.attribute("anomaly", sensor.kind.anomaly);
        }
        return event.build();
    }

    /** The normal and the anomalous behaviour of a type of sensor. */
    private enum Kind {
        /** Overheats for some readings. */
        TEMPERATURE(65, 1.5, "overheating", 8),
        /** Rises steeply for some readings, and falls so slowly that no trend rule fires. */
        PRESSURE(101, 0.4, "rise", 36),
        /** Has one strong vibration. */
        VIBRATION(2, 0.4, "shock", 1),
        /** Any other type: jumps once. */
        OTHER(50, 2, "jump", 1);

        final double mean;
        final double noise;
        final String anomaly;
        final int length;

        Kind(double mean, double noise, String anomaly, int length) {
            this.mean = mean;
            this.noise = noise;
            this.anomaly = anomaly;
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

        /** The deviation of a reading of an anomaly, counted from 1. */
        double deviation(int reading) {
            return switch (this) {
                case TEMPERATURE -> 22;
                case PRESSURE -> Math.min(1.2 * reading, 0.3 * (length + 1 - reading));
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
        private final double phase = random.nextDouble();
        private int reading;
        private int anomalyLeft;
        private int calmFor = CALM_READINGS - MIN_NORMAL_READINGS;
        private boolean isAnomalous;

        Sensor(String source, String type, Kind kind) {
            this.source = source;
            this.type = type;
            this.kind = kind;
        }

        boolean isCalm() {
            return anomalyLeft == 0 && calmFor >= CALM_READINGS;
        }

        double measure() {
            reading++;
            double value = kind.mean + kind.noise / 2 * noise();
            isAnomalous = anomalyLeft > 0;
            if (isAnomalous) {
                value += kind.deviation(kind.length - anomalyLeft + 1);
                anomalyLeft--;
                calmFor = 0;
            } else {
                calmFor++;
            }
            return value;
        }

        /**
         * Returns noise from -1 to 1. Vibrations are sampled at all phases, so that a few samples have the deviation of
         * many, and none is far from the mean of the few before it.
         */
        private double noise() {
            double chance = random.nextDouble();
            return kind == Kind.VIBRATION
                    ? Math.sin(2 * Math.PI * (phase + reading * GOLDEN_STEP + JITTER * chance))
                    : 2 * chance - 1;
        }
    }
}
