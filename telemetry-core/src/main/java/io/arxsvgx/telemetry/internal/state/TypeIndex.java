// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.label.SeriesKey;
import io.arxsvgx.telemetry.internal.label.StreamSelector;
import io.arxsvgx.telemetry.text.GlobPattern;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index of the series of one type, and of the rules for that type. A series compares its version with that of the
 * index on each event, so a changed rule has no cost until an affected series has an event. Written by the loop; any
 * thread may read {@code series}.
 */
public final class TypeIndex {
    private static final int MAX_SHARED_PLANS = 1_024;

    public final String type;
    public final Map<SeriesKey, SeriesState> series = new ConcurrentHashMap<>();
    /** The way in which the series of this index are formed of others; null for series of their own events. */
    public final @Nullable StreamSelector selector;
    /** The index of the series of the same type that are no streams; this one if it is that. */
    final TypeIndex root;
    /** The indexes of streams of this type. */
    private final Map<StreamSelector, TypeIndex> streams = new ConcurrentHashMap<>(1);
    /** The streams of rules over several types of which this is one, but not the one that has them among its streams. */
    private final List<TypeIndex> joins = new CopyOnWriteArrayList<>();
    /** The rule whose streams consist of events of several series; null for other streams. */
    private @Nullable ActiveRule joined;
    /** The number of series and streams of this type. */
    private final SingleWriterCounter registered = new SingleWriterCounter();
    /** The number of series of this index with labels. */
    private final SingleWriterCounter labelled = new SingleWriterCounter();
    /** The number of events that were discarded because there were too many series. */
    public final SingleWriterCounter refused = new SingleWriterCounter();
    /** The warning that this type has too many series; null before. */
    public volatile @Nullable String warning;

    public int version;
    /** The plans of series that no rule watches by exact source, by their rules; of the present version. */
    private final Map<List<ActiveRule>, EvaluationPlan> shared = new HashMap<>();

    private final Map<String, Map<String, ActiveRule>> exact = new LinkedHashMap<>();
    private final Map<String, ActiveRule> patterns = new LinkedHashMap<>();
    private int rules;

    TypeIndex(String type) {
        this.type = type;
        this.selector = null;
        this.root = this;
    }

    private TypeIndex(TypeIndex root, StreamSelector selector) {
        this.type = root.type;
        this.selector = selector;
        this.root = root;
    }

    /** Returns the index for a rule: this one, or that of its streams, created if necessary. */
    public TypeIndex of(ActiveRule entry) {
        StreamSelector wanted = entry.selector;
        if (wanted == null) {
            return this;
        }
        TypeIndex known = streams.get(wanted);
        if (known == null) {
            known = new TypeIndex(this, wanted);
            known.joined = entry.isJoined() ? entry : null;
            streams.put(wanted, known);
            rulesChanged();
        }
        return known;
    }

    /** Returns the index of a rule, or null. For any thread. */
    public @Nullable TypeIndex find(ActiveRule entry) {
        return entry.selector == null ? this : streams.get(entry.selector);
    }

    /** Returns the index of streams with a selector, or null. */
    public @Nullable TypeIndex find(StreamSelector wanted) {
        return streams.get(wanted);
    }

    /** Returns the indexes of streams. For any thread. */
    public Collection<TypeIndex> streams() {
        return streams.values();
    }

    /** Adds the streams of a rule over several types, of which this is one. */
    public void join(TypeIndex of) {
        if (of.root != this) {
            joins.add(of);
        }
        rulesChanged();
    }

    /** Removes the streams of a rule over several types. */
    public void unjoin(TypeIndex of) {
        joins.remove(of);
        rulesChanged();
    }

    /** Returns the indexes of the streams that the events of a series belong to. */
    public List<TypeIndex> streamsOf(SeriesState member) {
        if (streams.isEmpty() && joins.isEmpty()) {
            return List.of();
        }
        List<TypeIndex> found = new ArrayList<>();
        streams.values().forEach(one -> one.addTo(found, member));
        joins.forEach(one -> one.addTo(found, member));
        return found;
    }

    private void addTo(List<TypeIndex> found, SeriesState member) {
        boolean matches = selector != null && selector.matches(member.labels) && watchesSource(member.source());
        if (matches && (joined == null || joined.selecting(member.type(), member.labels) != 0)) {
            found.add(this);
        }
    }

    /** Returns the rule whose streams consist of events of several series; null for other streams. */
    public @Nullable ActiveRule joined() {
        return joined;
    }

    private boolean watchesSource(String source) {
        return exact.containsKey(source)
                || patterns.values().stream().anyMatch(entry -> GlobPattern.matches(entry.rule.source(), source));
    }

    void removeStreams(TypeIndex of) {
        streams.values().remove(of);
        rulesChanged();
    }

    void put(SeriesState state) {
        series.put(state.key(), state);
        root.registered.add(1);
        labelled.add(state.labels.isEmpty() ? 0 : 1);
    }

    void remove(SeriesState state) {
        if (series.remove(state.key(), state)) {
            root.registered.add(-1);
            labelled.add(state.labels.isEmpty() ? 0 : -1);
        }
    }

    /** Returns whether the type has a number of series and streams. For any thread. */
    public boolean isFull(int most) {
        return root.registered.get() >= most;
    }

    /** Returns the series whose source matches a pattern. For any thread. */
    public Stream<SeriesState> ofSource(String pattern) {
        if (GlobPattern.isExact(pattern) && labelled.get() == 0) {
            return Stream.ofNullable(series.get(new SeriesKey(pattern, LabelSet.EMPTY)));
        }
        return series.values().stream().filter(one -> GlobPattern.matches(pattern, one.source()));
    }

    public void add(ActiveRule entry) {
        rulesLike(entry).put(entry.key(), entry);
        rules++;
        rulesChanged();
        root.rulesChanged();
        entry.since = version;
    }

    public void remove(ActiveRule entry) {
        Map<String, ActiveRule> like = rulesLike(entry);
        like.remove(entry.key());
        if (like.isEmpty() && like != patterns) {
            exact.remove(entry.rule.source());
        }
        rules--;
        rulesChanged();
        root.rulesChanged();
    }

    private void rulesChanged() {
        version++;
        shared.clear();
    }

    /** Returns the plan of rules that watch a source by pattern alone; null if it has to be created. */
    @Nullable
    public EvaluationPlan sharedPlan(List<ActiveRule> entries) {
        return shared.get(entries);
    }

    /** Adds a plan that several series may share. */
    public void share(List<ActiveRule> entries, EvaluationPlan plan) {
        if (shared.size() < MAX_SHARED_PLANS) {
            shared.put(entries, plan);
        }
    }

    boolean isUnused() {
        return hasNoRules() && streams.isEmpty() && joins.isEmpty() && series.isEmpty();
    }

    boolean hasNoRules() {
        return rules == 0;
    }

    /** Returns whether a rule watches a source by its exact name. */
    public boolean isWatchedByName(String source) {
        return exact.containsKey(source);
    }

    /** Returns the enabled rules that watch a series. */
    public List<ActiveRule> watching(SeriesState one) {
        List<ActiveRule> found = new ArrayList<>();
        addWatching(found, exact.getOrDefault(one.source(), Map.of()).values(), one);
        addWatching(found, patterns.values(), one);
        return found;
    }

    private static void addWatching(List<ActiveRule> found, Collection<ActiveRule> entries, SeriesState one) {
        for (ActiveRule entry : entries) {
            if (entry.watches(one.source(), one.labels)) {
                found.add(entry);
            }
        }
    }

    private Map<String, ActiveRule> rulesLike(ActiveRule entry) {
        String source = entry.rule.source();
        return GlobPattern.isExact(source) ? exact.computeIfAbsent(source, any -> new LinkedHashMap<>()) : patterns;
    }
}
