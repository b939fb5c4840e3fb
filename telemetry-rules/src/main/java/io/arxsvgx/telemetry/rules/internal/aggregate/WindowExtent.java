// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.rules.internal.sample.SampleSummary;
import io.arxsvgx.telemetry.rules.internal.sample.SampleWindow;
import io.arxsvgx.telemetry.text.Durations;
import java.time.Duration;

/**
 * The length of a window: a time or a number of values. Immutable.
 *
 * @param isTime whether it is a time
 * @param length nanoseconds, or a number of values
 */
record WindowExtent(boolean isTime, long length) {
    static WindowExtent time(long nanos) {
        return new WindowExtent(true, nanos);
    }

    static WindowExtent values(int number) {
        return new WindowExtent(false, number);
    }

    SampleWindow window(SampleSummary summary) {
        return isTime ? SampleWindow.overTime(summary, length) : SampleWindow.overValues(summary, (int) length);
    }

    /** Returns the extent of a window with a number of values, such as {@code the last 60 s} or {@code the last 10 values}. */
    String text(long values) {
        return "the last " + (isTime ? Durations.format(Duration.ofNanos(length)) : counted(values, "value"));
    }

    /** Returns a number of things, such as {@code 2 values}. */
    static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
