// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.receiver;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The notation of durations in the configuration, such as {@code 1m30s}. */
final class ConfigDurations {
    private static final Pattern NOTATION = Pattern.compile(
            "(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?(?:([0-9]{1,9})ms)?");

    private ConfigDurations() {}

    /** Parses a duration. */
    static Duration parse(String text) {
        Matcher parts = NOTATION.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw new IllegalArgumentException("expected a duration such as 10s, got \"" + text + '"');
        }
        return Duration.ofDays(part(parts, 1))
                .plusHours(part(parts, 2))
                .plusMinutes(part(parts, 3))
                .plusSeconds(part(parts, 4))
                .plusMillis(part(parts, 5));
    }

    private static long part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }
}
