// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.ConditionProvider;
import io.arxsvgx.telemetry.rule.Wildcard;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule in force, with its state. Replacing a rule by one whose condition is the same keeps the entry and swaps the
 * rule. Written by the loop; any thread may read.
 */
final class RuleEntry {
    final ConditionProvider provider;
    /** The place of the rule's kind among all kinds. */
    final int rank;
    /** Pending and firing alerts. */
    final Set<Track> open = ConcurrentHashMap.newKeySet(1);

    /** On how many series the condition was switched off. */
    final Counter seriesFailed = new Counter();

    volatile AlertRule rule;
    volatile @Nullable String lastError;
    /** The routes' version from which on this entry is in force; negative until it is. */
    volatile int since = -1;

    RuleEntry(AlertRule rule, ConditionProvider provider, int rank) {
        this.rule = rule;
        this.provider = provider;
        this.rank = rank;
    }

    boolean watches(String source) {
        return Wildcard.matches(rule.source(), source);
    }

    /** Whether a rule may take this one's place with all state kept. */
    boolean keepsStateFor(AlertRule other) {
        return keepsState(rule, other);
    }

    static boolean keepsState(@Nullable AlertRule one, @Nullable AlertRule other) {
        return one != null
                && other != null
                && one.enabled() == other.enabled()
                && one.condition().equals(other.condition())
                && one.source().equals(other.source())
                && one.forDuration().equals(other.forDuration())
                && Parameters.same(one.parameters(), other.parameters());
    }

    @Override
    public String toString() {
        return rule.id();
    }

    /** Counts a series on which the rules are disabled after faults, or enabled again. */
    static void countFailed(RuleEntry[] entries, int change) {
        for (RuleEntry entry : entries) {
            entry.seriesFailed.add(change);
        }
    }
}
