// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rules.model.SteppedClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A change of the state of an alert.
 *
 * @param time when it changed, in nanoseconds since the epoch
 */
record Transition(String rule, String source, Map<String, String> labels, AlertState state, long time) {
    static final Comparator<Transition> ORDER = Comparator.comparingLong(Transition::time)
            .thenComparing(Transition::rule)
            .thenComparing(Transition::source)
            .thenComparing(one -> new TreeMap<>(one.labels).toString())
            .thenComparing(Transition::state);

    private static final int NANO_DIGITS = 9;

    /** Returns the state and the second since the start of the clock, such as {@code firing 12.5}. */
    String text() {
        return state.name().toLowerCase(Locale.ROOT) + " " + seconds(time);
    }

    /** Returns a time in seconds since the start of the clock. */
    static String seconds(long time) {
        return BigDecimal.valueOf(time - SteppedClock.nanos(SteppedClock.START))
                .divide(BigDecimal.TEN.pow(NANO_DIGITS), NANO_DIGITS, RoundingMode.UNNECESSARY)
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    public String toString() {
        return rule + " on " + source + new TreeMap<>(labels) + " " + text();
    }
}
