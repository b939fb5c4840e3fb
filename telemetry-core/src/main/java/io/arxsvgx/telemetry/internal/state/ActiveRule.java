// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Deadlines;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.label.StreamSelector;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.GlobPattern;
import io.arxsvgx.telemetry.text.LabelSet;
import io.arxsvgx.telemetry.text.ParameterEquality;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule in force, with its state. Replacing a rule by one whose condition is the same keeps the entry and swaps the
 * rule. Written by the loop; any thread may read.
 */
public final class ActiveRule {
    public final ConditionProvider provider;
    /** The rank of the rule's kind among all kinds. */
    public final int rank;
    /** The way in which the rule forms streams of series; null if it evaluates each series separately. */
    public final @Nullable StreamSelector selector;

    /** Pending and firing alerts. */
    public final Set<ActiveAlert> open = ConcurrentHashMap.newKeySet(1);

    /** The number of series on which the condition was disabled. */
    public final SingleWriterCounter seriesFailed = new SingleWriterCounter();

    /** The series without events that a rule on silence waits for; null if it has seen one. Confined to the loop. */
    public @Nullable SeriesState awaited;

    private final boolean hasDeadlines;
    private final boolean isForSilence;

    public volatile AlertRule rule;
    public volatile @Nullable String lastError;
    /** The version of the plans from which this entry is in force; negative before. */
    public volatile int since = -1;

    public ActiveRule(AlertRule rule, ConditionProvider provider, int rank) {
        this.rule = rule;
        this.provider = provider;
        this.rank = rank;
        this.selector = StreamSelector.of(rule);
        Deadlines deadlines = deadlines(rule, provider);
        this.hasDeadlines = deadlines != null;
        this.isForSilence = deadlines != null && deadlines.isForSilence();
    }

    private static @Nullable Deadlines deadlines(AlertRule rule, ConditionProvider provider) {
        try {
            return provider.evaluator(List.of(rule)) instanceof Deadlines able ? able : null;
        } catch (Throwable fault) {
            // the same fault is reported when a series is evaluated
            DistinctErrorLog.rethrowFatal(fault);
            return null;
        }
    }

    /** Returns whether verdicts on the rule may change without an event. */
    public boolean hasDeadlines() {
        return hasDeadlines;
    }

    /** Returns whether the rule waits for silence. */
    public boolean isForSilence() {
        return isForSilence;
    }

    /** Returns whether the rule watches a series, or a stream of its own. */
    public boolean watches(String source, LabelSet labels) {
        return GlobPattern.matches(rule.source(), source) && (selector != null || labels.matches(rule.match()));
    }

    /** Returns whether a rule may replace this one with all state kept. */
    public boolean keepsStateFor(AlertRule other) {
        return keepsState(rule, other);
    }

    public static boolean keepsState(@Nullable AlertRule one, @Nullable AlertRule other) {
        return one != null
                && other != null
                && one.enabled() == other.enabled()
                && one.condition().equals(other.condition())
                && one.source().equals(other.source())
                && one.match().equals(other.match())
                && Objects.equals(StreamSelector.of(one), StreamSelector.of(other))
                && one.forDuration().equals(other.forDuration())
                && ParameterEquality.same(one.parameters(), other.parameters());
    }

    @Override
    public String toString() {
        return rule.id();
    }

    /** Counts a series on which the rules are disabled after faults, or enabled again. */
    public static void countFailed(ActiveRule[] entries, int change) {
        for (ActiveRule entry : entries) {
            entry.seriesFailed.add(change);
        }
    }
}
