// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Deadlines;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.join.RuleInput;
import io.arxsvgx.telemetry.internal.join.RuleInputs;
import io.arxsvgx.telemetry.internal.label.StreamSelector;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.GlobPattern;
import io.arxsvgx.telemetry.text.LabelSet;
import io.arxsvgx.telemetry.text.ParameterEquality;
import java.util.List;
import java.util.Map;
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

    /** What the condition evaluates together; empty for a rule over single series. */
    public final List<RuleInput> inputs;
    /** The rules of the inputs that are conditions, at the same places; null elsewhere. */
    public final @Nullable ActiveRule[] parts;
    /** The rule that this one is a part of, and the number of its input; null for a rule of its own. */
    public final @Nullable ActiveRule parent;

    public final int input;
    /** The index of the streams of a rule over several series, while it is in force. Confined to the loop. */
    public @Nullable TypeIndex streams;

    private final boolean hasDeadlines;
    private final boolean isForSilence;

    public volatile AlertRule rule;
    public volatile @Nullable String lastError;
    /** The version of the plans from which this entry is in force; negative before. */
    public volatile int since = -1;

    public ActiveRule(AlertRule rule, ConditionProvider provider, int rank) {
        this(rule, provider, rank, Conditions.NONE, null, 0);
    }

    /** Creates the entry of a rule, with the entries of the conditions of which it is composed. */
    public ActiveRule(AlertRule rule, ConditionProvider provider, Conditions conditions) {
        this(rule, provider, conditions.rank(rule.condition()), conditions, null, 0);
    }

    private ActiveRule(
            AlertRule rule,
            ConditionProvider provider,
            int rank,
            Conditions conditions,
            @Nullable ActiveRule parent,
            int input) {
        this.rule = rule;
        this.provider = provider;
        this.rank = rank;
        this.parent = parent;
        this.input = input;
        inputs = RuleInputs.of(rule, conditions.providers());
        parts = new ActiveRule[inputs.size()];
        for (int i = 0; i < parts.length; i++) {
            AlertRule part = inputs.get(i).part();
            if (part != null) {
                ConditionProvider ofPart = requireNonNull(conditions.providers().get(part.condition()));
                parts[i] = new ActiveRule(part, ofPart, conditions.rank(part.condition()), conditions, this, i);
            }
        }
        this.selector = inputs.isEmpty()
                ? StreamSelector.of(rule)
                : StreamSelector.joined(rule, key(), parent != null || isComposite());
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

    /** The known conditions, and their ranks. */
    public record Conditions(Map<String, ConditionProvider> providers, List<String> kinds) {
        static final Conditions NONE = new Conditions(Map.of(), List.of());

        int rank(String condition) {
            return kinds.indexOf(condition);
        }
    }

    /** Returns a text that differs from that of any other rule, and of any part of one. */
    String key() {
        return parent == null ? rule.id() : parent.key() + '\n' + input;
    }

    /** Returns whether it evaluates the events of several series together. */
    public boolean isJoined() {
        return !inputs.isEmpty();
    }

    /** Returns whether it is composed of other conditions. */
    public boolean isComposite() {
        return inputs.stream().anyMatch(one -> one.part() != null);
    }

    /** Returns the inputs that select events of a series, as bits. */
    public long selecting(String type, LabelSet labels) {
        long bits = 0;
        for (int i = 0; i < inputs.size(); i++) {
            bits |= inputs.get(i).selects(type, labels) ? 1L << i : 0;
        }
        return bits;
    }

    /** Records a fault of the condition, also on the rule that this one is a part of. */
    public void failed(String error) {
        lastError = error;
        if (parent != null) {
            parent.failed(error);
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
