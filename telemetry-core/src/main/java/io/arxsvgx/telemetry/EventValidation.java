// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.internal.ingest.DropReason;
import io.arxsvgx.telemetry.internal.ingest.EventAttributes;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Identifiers;
import io.arxsvgx.telemetry.text.LabelLimits;
import io.arxsvgx.telemetry.text.Timestamps;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The validation of events. */
final class EventValidation {
    static final int MAX_NAME_LENGTH = 1_000;

    private EventValidation() {}

    /** Returns the first reason why an event is not valid, or null. Never throws. */
    static @Nullable DropReason fault(TelemetryEvent event) {
        if (!(Math.abs(event.value()) <= Double.MAX_VALUE)) {
            return DropReason.NOT_FINITE;
        }
        if (!isName(event.source())) {
            return DropReason.BAD_SOURCE;
        }
        if (!isName(event.type())) {
            return DropReason.BAD_TYPE;
        }
        Instant time = event.timestamp();
        if (time != null && !Timestamps.isInRange(time)) {
            return DropReason.TIME_OUT_OF_RANGE;
        }
        if (LabelLimits.problem(event.labelSet()) != null) {
            return DropReason.LABELS;
        }
        return isStatus(event.status()) && isMeta(event) ? null : DropReason.NOT_AN_EVENT;
    }

    static boolean isName(@Nullable String name) {
        return name != null && !name.isEmpty() && name.length() <= MAX_NAME_LENGTH && Identifiers.isUnicode(name);
    }

    static boolean isStatus(String status) {
        return status.equals(TelemetryEvent.OK) || Identifiers.isUnicode(status);
    }

    private static boolean isMeta(TelemetryEvent event) {
        return !event.hasAttributes() || EventAttributes.isUnicode(event.attributes());
    }

    static void check(TelemetryEvent event) {
        DropReason fault = event.fault();
        if (fault != null) {
            throw switch (fault) {
                case NOT_FINITE ->
                    new InvalidEventException(
                            "value", fault, "field \"value\": expected a finite number, got " + event.value());
                case BAD_SOURCE -> new InvalidEventException("source", fault, name("source", event.source()));
                case BAD_TYPE -> new InvalidEventException("type", fault, name("type", event.type()));
                case LABELS ->
                    new InvalidEventException(
                            "labels", fault, "field \"labels\": " + LabelLimits.problem(event.labelSet()));
                case NOT_AN_EVENT -> notUnicode(isStatus(event.status()) ? "meta" : "status", fault);
                default ->
                    new InvalidEventException(
                            "timestamp",
                            fault,
                            "field \"timestamp\": expected " + Timestamps.EXPECTED + ", got " + event.timestamp());
            };
        }
    }

    private static InvalidEventException notUnicode(String field, DropReason reason) {
        return new InvalidEventException(
                field, reason, "field \"" + field + "\": expected Unicode text, got half of a surrogate pair");
    }

    /** Describes the fault of an invalid name. */
    static String name(String field, @Nullable String name) {
        String expected = "expected a text of 1 to " + MAX_NAME_LENGTH + " characters";
        if (name == null || name.isEmpty()) {
            return "field \"" + field + "\" is missing or empty; " + expected;
        }
        return name.length() > MAX_NAME_LENGTH
                ? "field \"" + field + "\": " + expected + ", got " + name.length()
                : "field \"" + field + "\": expected Unicode text, got half of a surrogate pair in "
                        + ForeignText.quote(name);
    }
}
