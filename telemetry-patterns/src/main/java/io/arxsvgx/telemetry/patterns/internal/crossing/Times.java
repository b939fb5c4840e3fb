// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

/** Differences of times, which may be as far apart as there are numbers. */
final class Times {
    private Times() {}

    /** Returns the time from one time to another, in nanoseconds: exact as far as it fits into 53 bits. */
    static double between(long from, long to) {
        long difference = to - from;
        boolean overflowed = ((to ^ from) & (to ^ difference)) < 0;
        return overflowed ? (double) to - (double) from : difference;
    }
}
