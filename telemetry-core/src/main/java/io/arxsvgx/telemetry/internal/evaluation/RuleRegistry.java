// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.evaluation;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.internal.alert.AlertStateMachine;
import io.arxsvgx.telemetry.internal.checkpoint.RuleDifferences;
import io.arxsvgx.telemetry.internal.join.PartChecks;
import io.arxsvgx.telemetry.internal.join.RuleInput;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.SeriesRegistry;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.text.Suggestions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The registry of rules: those the host has set, and those the loop has applied. A change is checked and recorded by
 * the caller and takes effect at the next pass of the loop, between two events; waiting changes of one rule are merged.
 * Thread-safe, except {@link #applyChanges}, which is for the loop.
 */
public final class RuleRegistry {
    /**
     * The conditions of telemetry-rules, which come first, since the loop has separate call sites for the first three.
     */
    private static final List<String> BUILT_IN = List.of("threshold", "trend", "anomaly");

    private final Map<String, ConditionProvider> providers;
    private final List<String> kinds;
    private final Map<String, AlertRule> rules = new LinkedHashMap<>();
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private final Map<String, ActiveRule> entries = new ConcurrentHashMap<>();
    private volatile boolean changed;

    public RuleRegistry(Map<String, ConditionProvider> providers) {
        this.providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
        this.kinds = ranked(providers.keySet());
    }

    /** Returns the kinds of condition by rank: those of telemetry-rules, then others in the given order. */
    private static List<String> ranked(Set<String> names) {
        Set<String> ranked = new LinkedHashSet<>(BUILT_IN);
        ranked.retainAll(names);
        ranked.addAll(names);
        return List.copyOf(ranked);
    }

    /** Returns the known kinds of condition. */
    public Map<String, ConditionProvider> providers() {
        return providers;
    }

    /** Adds or replaces a rule; returns whether there was none of its id. */
    public boolean put(AlertRule rule) {
        check(rule);
        synchronized (this) {
            boolean isNew = rules.put(rule.id(), rule) == null;
            enqueue(rule.id(), rule);
            return isNew;
        }
    }

    /** Adds a rule unless there is one of its id; answers whether it was added. */
    public boolean putIfAbsent(AlertRule rule) {
        check(rule);
        synchronized (this) {
            boolean isNew = rules.putIfAbsent(rule.id(), rule) == null;
            if (isNew) {
                enqueue(rule.id(), rule);
            }
            return isNew;
        }
    }

    /** Replaces a rule that is still the given one; answers whether it was. */
    public boolean replace(AlertRule current, AlertRule rule) {
        if (!current.id().equals(rule.id())) {
            throw new IllegalArgumentException("rule \"" + rule.id()
                    + "\": expected the id of the rule that it replaces, \"" + current.id() + "\"");
        }
        check(rule);
        synchronized (this) {
            boolean isCurrent = rules.replace(rule.id(), current, rule);
            if (isCurrent) {
                enqueue(rule.id(), rule);
            }
            return isCurrent;
        }
    }

    public synchronized boolean remove(String id) {
        if (rules.remove(id) == null) {
            return false;
        }
        enqueue(id, null);
        return true;
    }

    /** Removes a rule that is still the given one; answers whether it was. */
    public synchronized boolean remove(AlertRule current) {
        boolean isCurrent = rules.remove(current.id(), current);
        if (isCurrent) {
            enqueue(current.id(), null);
        }
        return isCurrent;
    }

    public synchronized List<AlertRule> list() {
        return List.copyOf(rules.values());
    }

    public synchronized @Nullable AlertRule find(String id) {
        return rules.get(id);
    }

    public synchronized int size() {
        return rules.size();
    }

    private void enqueue(String id, @Nullable AlertRule rule) {
        Change waiting = changes.get(id);
        boolean afresh = waiting != null && (waiting.afresh || !ActiveRule.keepsState(waiting.rule, rule));
        changes.put(id, new Change(rule, afresh));
        changed = true;
    }

    /** Checks a rule against the known conditions. */
    public void check(AlertRule rule) {
        ConditionProvider provider = providers.get(rule.condition());
        if (provider == null) {
            throw new InvalidRuleException(
                    prefix(rule),
                    List.of(new InvalidRuleException.Fault(
                            "condition",
                            Suggestions.unknown("condition", rule.condition(), providers.keySet())
                                    + missingBuiltIns())));
        }
        List<InvalidRuleException.Fault> faults = PartChecks.faults(rule, providers);
        if (!faults.isEmpty()) {
            throw new InvalidRuleException(prefix(rule), faults);
        }
    }

    /** Returns the reason why the conditions of telemetry-rules are unknown; empty if they are known. */
    private String missingBuiltIns() {
        if (!Collections.disjoint(providers.keySet(), BUILT_IN)) {
            return "";
        }
        return providers.isEmpty()
                ? "; telemetry-rules is not on the path"
                : "; the conditions of telemetry-rules are missing: add telemetry-rules to the path, and in a shaded jar"
                        + " merge META-INF/services (ServicesResourceTransformer of the maven-shade-plugin)";
    }

    private static String prefix(AlertRule rule) {
        return "rule \"" + rule.id() + "\": ";
    }

    @Nullable
    public ActiveRule entry(String id) {
        return entries.get(id);
    }

    /** Returns the rules in force, in no order. */
    public Iterable<ActiveRule> entries() {
        return entries.values();
    }

    /** Whether changes wait for the loop. */
    public boolean hasChanges() {
        return changed;
    }

    /** Applies the waiting changes; called by the loop between two events. */
    public void applyChanges(
            SeriesRegistry registry,
            AlertStateMachine lifecycle,
            StreamLinker streams,
            SilenceWatch silence,
            long now) {
        if (!changed) {
            return;
        }
        Map<String, Change> waiting;
        synchronized (this) {
            waiting = new LinkedHashMap<>(changes);
            changes.clear();
            changed = false;
        }
        waiting.forEach((id, change) -> applyChanges(id, change, registry, lifecycle, streams, silence, now));
    }

    private void applyChanges(
            String id,
            Change change,
            SeriesRegistry registry,
            AlertStateMachine lifecycle,
            StreamLinker streams,
            SilenceWatch silence,
            long now) {
        ActiveRule known = entries.get(id);
        AlertRule rule = change.rule;
        if (known != null && rule != null && !change.afresh && known.keepsStateFor(rule)) {
            AlertRule before = known.rule;
            known.rule = rule;
            lifecycle.ruleReplaced(known, before, now);
            return;
        }
        if (known != null) {
            entries.remove(id);
            if (known.rule.enabled()) {
                lifecycle.close(known, why(known, change), now);
                leave(known, registry);
            }
        }
        if (rule != null) {
            ActiveRule entry = new ActiveRule(
                    rule, requireNonNull(providers.get(rule.condition())), new ActiveRule.Conditions(providers, kinds));
            entries.put(id, entry);
            if (rule.enabled()) {
                enter(entry, registry, streams, silence);
            }
        }
    }

    /** Puts a rule in force, and those of which it is composed. */
    private static void enter(ActiveRule entry, SeriesRegistry registry, StreamLinker streams, SilenceWatch silence) {
        TypeIndex root = registry.type(entry.rule.field());
        TypeIndex index = root.of(entry);
        index.add(entry);
        if (entry.isJoined()) {
            entry.streams = index;
            selectedTypes(entry).forEach(type -> registry.type(type).join(index));
        }
        for (ActiveRule part : entry.parts) {
            if (part != null) {
                enter(part, registry, streams, silence);
            }
        }
        if (entry.selector != null && entry.selector.combine() != null) {
            streams.linkAll(root);
        }
        silence.added(entry, index);
    }

    private static void leave(ActiveRule entry, SeriesRegistry registry) {
        for (ActiveRule part : entry.parts) {
            if (part != null) {
                leave(part, registry);
            }
        }
        TypeIndex index = registry.type(entry.rule.field()).of(entry);
        index.remove(entry);
        if (entry.isJoined()) {
            selectedTypes(entry).forEach(type -> registry.type(type).unjoin(index));
            entry.streams = null;
        }
        registry.dropIfUnused(index);
        selectedTypes(entry).forEach(type -> registry.dropIfUnused(registry.type(type)));
    }

    /** Returns the types of the events that the inputs of a rule select. */
    private static Set<String> selectedTypes(ActiveRule entry) {
        return entry.inputs.stream()
                .filter(input -> input.part() == null)
                .map(RuleInput::field)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String why(ActiveRule known, Change change) {
        AlertRule rule = change.rule;
        String what = rule == null
                ? "removed"
                : !rule.enabled()
                        ? "disabled"
                        : known.keepsStateFor(rule)
                                ? "removed and added again"
                                : "replaced: " + RuleDifferences.text(known.rule, rule);
        return "rule \"" + known + "\" was " + what;
    }

    /**
     * A rule's new version, or null if it was removed; {@code afresh} if it was replaced or removed in between, so that
     * no state may be kept.
     */
    private record Change(@Nullable AlertRule rule, boolean afresh) {}
}
