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
 * @param by the names of the shared labels, sorted; null for all
 * @param combine the combination; null if a stream consists of the events of its members
 * @param match the patterns by label that a member must match
 * @param joined the key of a rule that evaluates the events of several types together; null for the series of one type
 */
public record StreamSelector(
        @Nullable List<String> by,
        @Nullable Combination combine,
        Map<String, String> match,
        @Nullable String joined) {
    /** Returns the selector of a rule; null if the rule evaluates each series separately. */
    public static @Nullable StreamSelector of(AlertRule rule) {
        List<String> by = rule.by();
        return by == null
                ? null
                : new StreamSelector(List.copyOf(new TreeSet<>(by)), rule.combine(), new TreeMap<>(rule.match()), null);
    }

    /**
     * Returns the selector of a rule over several series.
     *
     * @param key a text that differs from that of other rules and parts of rules
     * @param isOnOneLabelSet whether it has a stream for each label set without {@code by}, as a rule that is composed of
     *     conditions and its parts; else it has one for each source
     */
    public static StreamSelector joined(AlertRule rule, String key, boolean isOnOneLabelSet) {
        List<String> by = rule.by();
        List<String> names = by == null ? isOnOneLabelSet ? null : List.of() : List.copyOf(new TreeSet<>(by));
        return new StreamSelector(names, null, new TreeMap<>(rule.match()), key);
    }

    /** Returns a text that is equal for equal ways; that of a rule over one type is as in earlier releases. */
    public String signature() {
        String text = "StreamSelector[by=" + by + ", combine=" + combine + ", match=" + match;
        return text + (joined == null ? "]" : ", joined=" + joined + "]");
    }

    /** Returns whether a series with some labels is a member. */
    public boolean matches(LabelSet labels) {
        return labels.matches(match);
    }

    /** Returns the labels of the stream of a series. */
    public LabelSet group(LabelSet labels) {
        return by == null ? labels : labels.only(by);
    }
}
