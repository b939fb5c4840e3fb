// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.internal.ingest.DropReason;
import io.arxsvgx.telemetry.internal.ingest.EventAccessor;
import io.arxsvgx.telemetry.internal.ingest.TimestampedSample;
import io.arxsvgx.telemetry.internal.state.SeriesIndex;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.LabelSet;
import io.arxsvgx.telemetry.text.Timestamps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One measurement. It is validated when it is built; the processor's ingest methods, which never throw, reject an
 * invalid event. Immutable.
 */
public final class TelemetryEvent {
    /** The status of an event that gives none. */
    public static final String OK = "OK";

    private static final String META = "meta";
    private static final String LABELS = "labels";
    private static final Map<String, Object> NO_ATTRIBUTES = Map.of();

    private final @Nullable Instant timestamp;
    private final String source;
    private final String type;
    private final double value;
    private final String status;
    private final LabelSet labels;
    private final Map<String, Object> attributes;
    private final @Nullable DropReason fault;
    /** Stored here, so that the loop finds the series without reading the texts, which are elsewhere in memory. */
    private final int seriesHash;

    @SuppressWarnings("ConstantValue")
    private TelemetryEvent(
            @Nullable Instant timestamp,
            String source,
            String type,
            double value,
            String status,
            LabelSet labels,
            Map<String, Object> attributes) {
        this.timestamp = timestamp;
        this.source = source;
        this.type = type;
        this.value = value;
        this.status = status == null ? OK : status;
        this.labels = labels;
        this.attributes = attributes;
        this.fault = EventValidation.fault(this);
        this.seriesHash = fault == null ? SeriesIndex.hash(source, type, labels) : 0;
    }

    /**
     * Returns the time of the measurement.
     *
     * @return the time; null if the processor is to stamp the event on arrival
     */
    public @Nullable Instant timestamp() {
        return timestamp;
    }

    /**
     * Returns the source of the measurement.
     *
     * @return such as {@code sensor_001}
     */
    public String source() {
        return source;
    }

    /**
     * Returns the type of the measurement.
     *
     * @return such as {@code temperature}
     */
    public String type() {
        return type;
    }

    /**
     * Returns the measured value.
     *
     * @return in the unit of the series
     */
    public double value() {
        return value;
    }

    /**
     * Returns the status of the measurement.
     *
     * @return {@link #OK} by default
     */
    public String status() {
        return status;
    }

    /**
     * Returns the labels, which with source and type identify the series.
     *
     * @return an unmodifiable map of names to values, sorted by name; empty by default
     */
    public Map<String, String> labels() {
        return labels;
    }

    /** Returns the labels with their limits. */
    LabelSet labelSet() {
        return labels;
    }

    /**
     * Returns the attributes by name; {@code meta} on the wire. They do not identify the series. An alert keeps those of the event that made it fire,
     * see {@link io.arxsvgx.telemetry.alert.Alert#attributes}.
     *
     * @return an unmodifiable map, in the order given
     */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** Returns whether the event has attributes. Compares identity, so that the loop does not read the map. */
    @SuppressWarnings("ReferenceEquality")
    boolean hasAttributes() {
        return attributes != NO_ATTRIBUTES;
    }

    /** Returns the reason why the event is not valid, or null. */
    @Nullable
    DropReason fault() {
        return fault;
    }

    /**
     * Returns an event that the processor stamps on arrival.
     *
     * @param source the source of the measurement, such as a sensor
     * @param type the type of the measurement, such as {@code temperature}
     * @param value the measured value
     * @return the event, with status {@code OK}
     */
    public static TelemetryEvent of(String source, String type, double value) {
        return new TelemetryEvent(null, source, type, value, OK, LabelSet.EMPTY, NO_ATTRIBUTES);
    }

    /**
     * Returns a builder of an event.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the event of a map: {@code timestamp} (seconds since 1970 as a number, an ISO-8601 text, or
     * missing), {@code source}, {@code type}, {@code value}, {@code status}, {@code labels}, {@code meta}. Any other entry
     * becomes an attribute.
     *
     * @param map the map
     * @return the event
     * @throws InvalidEventException if the event is not valid; the message names the field, its value and what was
     *     expected
     */
    @SuppressWarnings("ConstantValue")
    public static TelemetryEvent fromMap(@Nullable Map<String, ?> map) {
        if (map == null) {
            throw new InvalidEventException(
                    "", DropReason.NOT_AN_EVENT, "expected an event: an object with source, type and value");
        }
        Builder builder = new Builder();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            builder.entry(String.valueOf(entry.getKey()), entry.getValue());
        }
        return builder.buildValid();
    }

    private static void read(Builder builder, String key, @Nullable Object value) {
        switch (key) {
            case "timestamp" -> builder.timestamp(time(value));
            case "source" -> builder.source(text(key, value));
            case "type" -> builder.type(text(key, value));
            case "value" -> builder.value(number(value));
            case "status" -> {
                if (value != null) {
                    builder.status(text(key, value));
                }
            }
            case LABELS -> labels(builder, value);
            case META -> attributes(builder, value);
            default -> {
                if (value != null) {
                    builder.attribute(key, value);
                }
            }
        }
    }

    private static void labels(Builder builder, @Nullable Object labels) {
        if (labels == null) {
            return;
        }
        if (!(labels instanceof Map<?, ?> entries)) {
            throw wrong(LABELS, DropReason.LABELS, labels, "an object of texts");
        }
        entries.forEach((name, value) -> {
            if (!(value instanceof CharSequence text)) {
                throw wrong(
                        LABELS + "." + ForeignText.shorten(String.valueOf(name)), DropReason.LABELS, value, "a text");
            }
            builder.label(String.valueOf(name), text.toString());
        });
    }

    private static void attributes(Builder builder, @Nullable Object meta) {
        if (meta == null) {
            return;
        }
        if (!(meta instanceof Map<?, ?> entries)) {
            throw wrong(META, DropReason.NOT_AN_EVENT, meta, "an object");
        }
        entries.forEach((key, value) -> {
            if (value != null) {
                builder.attribute(String.valueOf(key), value);
            }
        });
    }

    private static String text(String field, @Nullable Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        throw wrong(field, reasonOf(field), value, "a text");
    }

    private static double number(@Nullable Object value) {
        if (value instanceof Number number) {
            if (!Double.isFinite(number.doubleValue())) {
                throw wrong("value", DropReason.NOT_FINITE, value, "a finite number");
            }
            return number.doubleValue();
        }
        throw wrong("value", DropReason.NOT_AN_EVENT, value, "a finite number");
    }

    private static @Nullable Instant time(@Nullable Object value) {
        try {
            if (value == null || value instanceof Instant) {
                return (Instant) value;
            } else if (value instanceof Number number) {
                return Timestamps.ofSeconds(decimal(number));
            } else if (value instanceof CharSequence text) {
                return Timestamps.parse(text.toString());
            } else if (value instanceof TemporalAccessor temporal) {
                return instant(temporal);
            }
        } catch (DateTimeParseException e) {
            throw wrong("timestamp", DropReason.NOT_AN_EVENT, value, Timestamps.EXPECTED);
        } catch (DateTimeException e) {
            throw wrong("timestamp", DropReason.TIME_OUT_OF_RANGE, value, String.valueOf(e.getMessage()));
        } catch (NumberFormatException e) {
            throw wrong("timestamp", DropReason.TIME_OUT_OF_RANGE, value, Timestamps.EXPECTED);
        }
        throw wrong("timestamp", DropReason.NOT_AN_EVENT, value, Timestamps.EXPECTED);
    }

    private static Instant instant(TemporalAccessor temporal) {
        try {
            return Instant.from(temporal);
        } catch (DateTimeException e) {
            throw new DateTimeException(Timestamps.EXPECTED, e);
        }
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger whole ? new BigDecimal(whole) : new BigDecimal(number.toString());
    }

    private static DropReason reasonOf(String field) {
        return switch (field) {
            case "source" -> DropReason.BAD_SOURCE;
            case "type" -> DropReason.BAD_TYPE;
            default -> DropReason.NOT_AN_EVENT;
        };
    }

    private static InvalidEventException wrong(
            String field, DropReason reason, @Nullable Object value, String expected) {
        return new InvalidEventException(
                field, reason, "field \"" + field + "\": expected " + expected + ", got " + shown(value));
    }

    /**
     * Returns the value as text; only the kind for values that may be large, contain themselves or fail in toString.
     */
    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "null";
        } else if (value instanceof CharSequence text) {
            return ForeignText.quote(text.toString());
        } else if (value instanceof Number || value instanceof Boolean || value instanceof TemporalAccessor) {
            return ForeignText.shorten(value.toString());
        } else if (value instanceof Map) {
            return "an object";
        } else if (value instanceof Iterable || value.getClass().isArray()) {
            return "a list";
        }
        return "an object of " + value.getClass();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TelemetryEvent event
                && Double.compare(value, event.value) == 0
                && Objects.equals(timestamp, event.timestamp)
                && Objects.equals(source, event.source)
                && Objects.equals(type, event.type)
                && status.equals(event.status)
                && labels.isSame(event.labels)
                && attributes.equals(event.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(timestamp, source, type, value, status, labels, attributes);
    }

    @Override
    public String toString() {
        return "TelemetryEvent[timestamp=" + timestamp + ", source=" + source + ", type=" + type + ", value=" + value
                + ", status=" + status + ", labels=" + labels + ", attributes=" + attributes + "]";
    }

    /** The loop's accessor of the events that producers ingest. */
    static final class Reader implements EventAccessor {
        @Override
        public boolean isEvent(Object item) {
            return item instanceof TelemetryEvent;
        }

        @Override
        public int seriesHash(Object event) {
            return ((TelemetryEvent) event).seriesHash;
        }

        @Override
        public String source(Object event) {
            return ((TelemetryEvent) event).source;
        }

        @Override
        public String type(Object event) {
            return ((TelemetryEvent) event).type;
        }

        @Override
        public LabelSet labels(Object event) {
            return ((TelemetryEvent) event).labels;
        }

        @Override
        public double value(Object event) {
            return ((TelemetryEvent) event).value;
        }

        @Override
        public long time(Object event) {
            Instant time = ((TelemetryEvent) event).timestamp;
            return time == null ? TimestampedSample.ARRIVAL : EpochNanos.of(time);
        }

        @Override
        public String status(Object event) {
            return ((TelemetryEvent) event).status;
        }

        @Override
        public boolean hasAttributes(Object event) {
            return ((TelemetryEvent) event).hasAttributes();
        }

        @Override
        public Map<String, Object> attributes(Object event) {
            return ((TelemetryEvent) event).attributes;
        }
    }

    /** A builder of events. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private Map<String, String> labels = LabelSet.EMPTY;
        private @Nullable Instant timestamp;
        private String source = "";
        private String type = "";
        private double value = Double.NaN;
        private boolean measured;
        private String status = OK;

        private Builder() {}

        /**
         * Sets the time of the measurement.
         *
         * @param time years 1970 to 9999; null, the default, lets the processor stamp the event on arrival
         * @return this builder
         */
        public Builder timestamp(@Nullable Instant time) {
            timestamp = time;
            return this;
        }

        /**
         * Sets the source of the measurement.
         *
         * @param name not empty; there is no default
         * @return this builder
         */
        public Builder source(String name) {
            source = name;
            return this;
        }

        /**
         * Sets the type of the measurement.
         *
         * @param name not empty; there is no default
         * @return this builder
         */
        public Builder type(String name) {
            type = name;
            return this;
        }

        /**
         * Sets the measured value.
         *
         * @param number finite; there is no default
         * @return this builder
         */
        public Builder value(double number) {
            value = number;
            measured = true;
            return this;
        }

        /**
         * Sets the status.
         *
         * @param text {@code OK} by default
         * @return this builder
         */
        public Builder status(String text) {
            status = text;
            return this;
        }

        /**
         * Adds a label. Labels identify the series, with source and type; their order has no meaning.
         *
         * @param name its name; 1 to 128 characters, at most 32 labels
         * @param label its value; at most 1,024 characters; an empty text counts as absent
         * @return this builder
         */
        public Builder label(String name, String label) {
            if (!(labels instanceof LinkedHashMap)) {
                labels = new LinkedHashMap<>(labels);
            }
            labels.put(requireNonNull(name, "label name"), requireNonNull(label, name));
            return this;
        }

        /**
         * Sets the labels, in place of those that were set before. Those of another event, as {@link
         * TelemetryEvent#labels} returns them, are taken without a copy.
         *
         * @param values values by name, as for {@link #label}
         * @return this builder
         */
        public Builder labels(Map<String, String> values) {
            if (values instanceof LabelSet) {
                labels = values;
            } else {
                labels = LabelSet.EMPTY;
                values.forEach(this::label);
            }
            return this;
        }

        /**
         * Adds an attribute.
         *
         * @param key its name
         * @param attribute its value
         * @return this builder
         */
        public Builder attribute(String key, Object attribute) {
            attributes.put(requireNonNull(key, "attribute name"), requireNonNull(attribute, key));
            return this;
        }

        /**
         * Sets one entry of a map, as {@link TelemetryEvent#fromMap} reads it.
         *
         * @param key such as {@code timestamp} or {@code value}; any other name is that of an attribute
         * @param entry the value of the entry
         * @return this builder
         * @throws InvalidEventException if the key requires another kind of value
         */
        public Builder entry(String key, @Nullable Object entry) {
            read(this, key, entry);
            return this;
        }

        /**
         * Builds the event, which must be valid.
         *
         * @return the event
         * @throws InvalidEventException if it is not; the message names the field, its value and what was expected
         */
        public TelemetryEvent buildValid() {
            if (!measured) {
                throw new InvalidEventException(
                        "value", DropReason.NOT_AN_EVENT, "field \"value\" is missing; expected a finite number");
            }
            TelemetryEvent event = build();
            EventValidation.check(event);
            return event;
        }

        /**
         * Builds the event, whether it is valid or not.
         *
         * @return the event
         */
        public TelemetryEvent build() {
            Map<String, Object> copied =
                    attributes.isEmpty() ? NO_ATTRIBUTES : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
            return new TelemetryEvent(timestamp, source, type, value, status, LabelSet.of(labels), copied);
        }
    }
}
