// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The rules by which firing alerts mute others. Immutable. */
public final class Inhibition {
    private final List<InhibitRule> rules;

    public Inhibition(List<InhibitRule> rules) {
        this.rules = List.copyOf(rules);
    }

    public List<InhibitRule> rules() {
        return rules;
    }

    /** Returns the answers while some alerts fire, given their labels; takes time for each of them once. */
    public Snapshot at(List<SortedMap<String, String>> firing) {
        return new Snapshot(
                rules.stream().map(rule -> new Sources(rule, firing)).toList());
    }

    /** The answers while some alerts fire, each in constant time for a rule. Immutable. */
    public static final class Snapshot {
        private final List<Sources> sources;

        private Snapshot(List<Sources> sources) {
            this.sources = new ArrayList<>(sources);
        }

        /** Returns whether an alert with these labels is muted. */
        public boolean isInhibited(SortedMap<String, String> labels) {
            return inhibitor(labels) != null;
        }

        /** Returns the labels of the first firing alert that mutes one with these labels; null if none does. */
        public @Nullable SortedMap<String, String> inhibitor(SortedMap<String, String> labels) {
            for (Sources one : sources) {
                SortedMap<String, String> found = one.find(labels);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
    }

    /** The firing alerts that mute by a rule, by the values of the labels that must be equal, of each the first. */
    private static final class Sources {
        private final InhibitRule rule;
        private final Map<List<String>, SortedMap<String, String>> all = new HashMap<>();
        /** Those that the rule does not mute themselves: no others mute an alert that is on both sides of the rule. */
        private final Map<List<String>, SortedMap<String, String>> oneSided = new HashMap<>();

        Sources(InhibitRule rule, List<SortedMap<String, String>> firing) {
            this.rule = rule;
            for (SortedMap<String, String> labels : firing) {
                if (rule.source().matches(labels)) {
                    add(labels);
                }
            }
        }

        private void add(SortedMap<String, String> labels) {
            List<String> values = rule.equalValues(labels);
            all.putIfAbsent(values, labels);
            if (!oneSided.containsKey(values) && !rule.target().matches(labels)) {
                oneSided.put(values, labels);
            }
        }

        @Nullable
        SortedMap<String, String> find(SortedMap<String, String> labels) {
            if (all.isEmpty() || !rule.target().matches(labels)) {
                return null;
            }
            return (rule.source().matches(labels) ? oneSided : all).get(rule.equalValues(labels));
        }
    }
}
