// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.label;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Combination;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The way in which a rule forms streams of the series of one source and type: which of them are members, the labels that the
 * members of one stream share, and how their values are combined. Rules with equal selectors share their streams. Immutable.
 *
 * @param by the names of the shared labels, sorted
 * @param combine the combination; null if a stream consists of the events of its members
 * @param match the patterns by label that a member must match
 */
public record StreamSelector(List<String> by, @Nullable Combination combine, Map<String, String> match) {
    /** Returns the selector of a rule; null if the rule evaluates each series separately. */
    public static @Nullable StreamSelector of(AlertRule rule) {
        List<String> by = rule.by();
        return by == null
                ? null
                : new StreamSelector(List.copyOf(new TreeSet<>(by)), rule.combine(), new TreeMap<>(rule.match()));
    }

    /** Returns whether a series with some labels is a member. */
    public boolean matches(LabelSet labels) {
        return labels.matches(match);
    }

    /** Returns the labels of the stream of a series. */
    public LabelSet group(LabelSet labels) {
        return labels.only(by);
    }
}
