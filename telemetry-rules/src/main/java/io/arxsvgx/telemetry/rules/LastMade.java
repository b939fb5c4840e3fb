// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was last made of a list of rules, because many series have the same rules, and what does not change
 * need not be kept for each. Thread-safe.
 */
final class LastMade<T> {
    private final Function<List<AlertRule>, T> maker;
    private volatile @Nullable Made<T> last;

    LastMade(Function<List<AlertRule>, T> maker) {
        this.maker = maker;
    }

    T of(List<AlertRule> rules) {
        Made<T> made = last;
        if (made == null || !made.rules.equals(rules)) {
            made = new Made<>(List.copyOf(rules), maker.apply(rules));
            last = made;
        }
        return made.result;
    }

    private record Made<T>(List<AlertRule> rules, T result) {}
}
