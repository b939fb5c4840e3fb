// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.internal.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What makes an event valid. */
final class EventRules {
    static final int LONGEST_NAME = 1_000;
    static final String TIMES = "seconds since 1970, or an ISO-8601 text, within the years 1970 to 9999";

    private static final int SMALLEST_EXPONENT = -12;
    private static final long END = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private EventRules() {}

    /** The first reason why an event is not valid, or null. Never throws, whatever the event. */
    static @Nullable Reason fault(TelemetryEvent event) {
        if (!(Math.abs(event.value()) <= Double.MAX_VALUE)) {
            return Reason.NOT_FINITE;
        }
        if (!isName(event.source())) {
            return Reason.BAD_SOURCE;
        }
        if (!isName(event.type())) {
            return Reason.BAD_TYPE;
        }
        Instant time = event.timestamp();
        return time != null && !isInRange(time) ? Reason.TIME_OUT_OF_RANGE : null;
    }

    static boolean isName(@Nullable String name) {
        return name != null && !name.isEmpty() && name.length() <= LONGEST_NAME;
    }

    static boolean isInRange(Instant time) {
        return time.getEpochSecond() >= 0 && time.getEpochSecond() <= END;
    }

    static void check(TelemetryEvent event) {
        Reason fault = event.fault();
        if (fault != null) {
            throw switch (fault) {
                case NOT_FINITE ->
                    new InvalidEventException(
                            "value", fault, "field \"value\" is " + event.value() + "; it takes a finite number");
                case BAD_SOURCE -> new InvalidEventException("source", fault, name("source", event.source()));
                case BAD_TYPE -> new InvalidEventException("type", fault, name("type", event.type()));
                default ->
                    new InvalidEventException(
                            "timestamp", fault, "field \"timestamp\" is " + event.timestamp() + "; it takes " + TIMES);
            };
        }
    }

    static String name(String field, @Nullable String name) {
        String shown = name == null || name.isEmpty() ? "missing or empty" : name.length() + " characters long";
        return "field \"" + field + "\" is " + shown + "; it takes a text of 1 to " + LONGEST_NAME + " characters";
    }

    /** Seconds since 1970 as a time; throws ArithmeticException or DateTimeException far out of range. */
    static Instant ofSeconds(BigDecimal seconds) {
        long digits = (long) seconds.precision() - seconds.scale();
        if (seconds.signum() == 0 || (seconds.signum() > 0 && digits < SMALLEST_EXPONENT)) {
            return Instant.EPOCH;
        }
        if (digits > 18 || digits < SMALLEST_EXPONENT) {
            throw new ArithmeticException("out of range");
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole)
                .movePointRight(9)
                .setScale(0, RoundingMode.DOWN)
                .longValue();
        return Instant.ofEpochSecond(whole.longValueExact(), nanos);
    }
}
