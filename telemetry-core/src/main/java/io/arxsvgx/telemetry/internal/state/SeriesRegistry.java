// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.ingest.SeriesHandle;
import io.arxsvgx.telemetry.internal.label.SeriesKey;
import io.arxsvgx.telemetry.internal.storage.SeriesBuffer;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The registry of series, by type and source, bounded in number. Written by the loop; any thread may read. */
public final class SeriesRegistry {
    private final int most;
    /** How many series one type may have, so that it leaves room for others. */
    private final int mostOfType;

    private final Map<String, TypeIndex> types = new ConcurrentHashMap<>();
    private final List<SeriesState> list = new ArrayList<>();
    /** The types of which series were refused because they had their half; copied on write, since there are few. */
    private final List<TypeIndex> refusing = new CopyOnWriteArrayList<>();

    private final long staleAfter;
    private final SeriesTokens numbers;
    private final SeriesBuffer.Budget budget;
    private volatile int size;
    private final SingleWriterCounter streams = new SingleWriterCounter();
    public final SeriesIndex index = new SeriesIndex();
    private int swept;

    public SeriesRegistry(int most, long historySize, int tokenShift) {
        this(most, historySize, tokenShift, Long.MAX_VALUE);
    }

    public SeriesRegistry(int most, long historySize, int tokenShift, long staleAfter) {
        this.most = most;
        this.staleAfter = staleAfter;
        mostOfType = Math.max(1, most / 2);
        numbers = new SeriesTokens(tokenShift);
        budget = new SeriesBuffer.Budget(historySize);
    }

    public int size() {
        return size;
    }

    /** Returns how many of them are streams of rules. For any thread. */
    public long streams() {
        return streams.get();
    }

    public boolean isFull() {
        return size >= most;
    }

    public Map<String, TypeIndex> types() {
        return types;
    }

    public TypeIndex type(String type) {
        return types.computeIfAbsent(type, TypeIndex::new);
    }

    /** Returns the state of a series, created if necessary; null beyond the limit. */
    @Nullable
    public SeriesState find(String source, String type, LabelSet labels) {
        int hash = SeriesIndex.hash(source, type, labels);
        SeriesState known = findIndexed(hash, source, type, labels);
        if (known == null) {
            known = registered(source, type, labels);
        }
        return known != null ? known : registerIndexed(hash, source, type, labels);
    }

    /** Returns the state of a series; null if it is not known. For any thread. */
    public @Nullable SeriesState registered(String source, String type, LabelSet labels) {
        TypeIndex ofType = types.get(type);
        return ofType == null ? null : ofType.series.get(new SeriesKey(source, labels));
    }

    /** Returns the stream of an index with a source and labels, created if necessary; null beyond the limit. */
    public @Nullable SeriesStream stream(TypeIndex ofStream, String source, LabelSet labels) {
        SeriesState known = ofStream.series.get(new SeriesKey(source, labels));
        if (known == null) {
            known = register(source, ofStream, labels);
            if (known != null) {
                known.stream = new SeriesStream(requireNonNull(ofStream.selector), known, staleAfter);
            }
        }
        return known == null ? null : known.stream;
    }

    /**
     * Returns the state of a series in the index; null if {@link #find(String, String, LabelSet)} has to search the maps.
     *
     * @param hash the hash of the names, by {@link SeriesIndex#hash}
     */
    @Nullable
    public SeriesState findIndexed(int hash, String source, String type, LabelSet labels) {
        for (int probe = 0; probe < SeriesIndex.WINDOW; probe++) {
            int number = index.candidate(hash, probe);
            if (number != 0) {
                SeriesState candidate = numbers.series()[number];
                if (candidate != null && candidate.isNamed(source, type, labels)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    /** Returns the series of a handle, created if necessary; null beyond the limit. The handle then has its token. */
    @Nullable
    public SeriesState find(SeriesHandle handle) {
        long token = handle.token();
        if (token != SeriesHandle.NO_TOKEN) {
            return revive(token);
        }
        SeriesState series = find(handle.source, handle.type, handle.labels);
        if (series != null) {
            if (series.handles == null) {
                series.handles = new SeriesHandles();
            }
            series.handles.add(handle);
            handle.token(series.token);
        }
        return series;
    }

    /** Returns the series by the numbers in their tokens; another array when a series was created. */
    @Nullable
    public SeriesState[] byNumber() {
        return numbers.series();
    }

    /** Returns the number of low bits of a token that are 0. */
    public int tokenShift() {
        return numbers.shift;
    }

    /** Returns the series of a possibly old token, created again if it was removed; null if that is impossible. */
    @Nullable
    public SeriesState revive(long token) {
        SeriesState before = numbers.seriesOf(token);
        if (before == null) {
            return null;
        }
        return before.token != SeriesHandle.NO_TOKEN ? before : find(before.source(), before.type(), before.labels);
    }

    private @Nullable SeriesState registerIndexed(int hash, String source, String type, LabelSet labels) {
        TypeIndex known = types.get(type);
        if (list.size() >= most || (known != null && known.isFull(mostOfType))) {
            refused(known);
            return null;
        }
        SeriesState state = requireNonNull(register(source, type(type), labels), "there is a place");
        if (index.isFull()) {
            index.clear();
            for (SeriesState other : list) {
                if (other != state && other.stream == null && other.index.selector == null) {
                    index.add(hash(other), number(other));
                }
            }
        }
        index.add(hash, number(state));
        return state;
    }

    private @Nullable SeriesState register(String source, TypeIndex ofType, LabelSet labels) {
        if (list.size() >= most || ofType.isFull(mostOfType)) {
            refused(ofType);
            return null;
        }
        SeriesState state = new SeriesState(source, ofType, labels, budget);
        state.token = numbers.assign(state);
        state.listIndex = list.size();
        list.add(state);
        ofType.put(state);
        streams.add(ofType.selector == null ? 0 : 1);
        size = list.size();
        return state;
    }

    private void refused(@Nullable TypeIndex ofType) {
        if (ofType != null) {
            ofType.root.refused.add(1);
            if (ofType.isFull(mostOfType) && !refusing.contains(ofType.root)) {
                refusing.add(ofType.root);
            }
        }
    }

    private static int hash(SeriesState series) {
        return SeriesIndex.hash(series.source(), series.type(), series.labels);
    }

    /** Returns the index of a series in {@link #byNumber}. */
    public int number(SeriesState state) {
        return SeriesTokens.number(state.token, numbers.shift);
    }

    void forget(SeriesState state) {
        state.index.remove(state);
        streams.add(state.index.selector == null ? 0 : -1);
        state.joinStreams(List.of());
        SeriesState last = list.remove(list.size() - 1);
        if (last != state) {
            list.set(state.listIndex, last);
            last.listIndex = state.listIndex;
        }
        size = list.size();
        if (state.handles != null) {
            state.handles.clearTokens();
        }
        if (state.index.selector == null) {
            index.remove(hash(state), number(state));
        }
        numbers.giveBack(state.token);
        state.token = SeriesHandle.NO_TOKEN;
        state.release();
        for (EvaluationPlan.Kind kind : state.plan.kinds) {
            if (kind.isSwitchedOff()) {
                ActiveRule.countFailed(kind.rules, -1);
            }
        }
        state.setPlan(EvaluationPlan.NONE);
        dropRootIfUnused(state.index.root);
    }

    /** Takes every series off the fast path for its next event. */
    public void leaveFastPath() {
        list.forEach(series -> series.fastPathValidUntil = -1);
    }

    /** Removes a series and registers it again without its state. */
    public SeriesState renew(SeriesState state) {
        long events = state.eventsBefore + state.count();
        forget(state);
        SeriesState renewed = requireNonNull(again(state), "a place was just freed");
        renewed.eventsBefore = events;
        return renewed;
    }

    private @Nullable SeriesState again(SeriesState before) {
        if (before.index.selector == null) {
            return registerIndexed(hash(before), before.source(), before.type(), before.labels);
        }
        SeriesState renewed = register(before.source(), before.index, before.labels);
        if (renewed != null && before.stream != null) {
            renewed.stream = before.stream;
            before.stream.state = renewed;
        }
        return renewed;
    }

    /** Removes an index that has neither rules nor series; of streams without rules, their series too. */
    public void dropIfUnused(TypeIndex ofType) {
        TypeIndex root = ofType.root;
        if (ofType != root && ofType.hasNoRules()) {
            root.removeStreams(ofType);
            List.copyOf(ofType.series.values()).forEach(this::forget);
        }
        dropRootIfUnused(root);
    }

    private void dropRootIfUnused(TypeIndex root) {
        if (root.isUnused()) {
            types.remove(root.type);
            refusing.remove(root);
        }
    }

    /**
     * Checks the next {@code steps} series, and removes those without an open alert, without a deadline and without an event
     * since {@code since}.
     */
    public void sweep(int steps, long since) {
        for (int i = Math.min(steps, list.size()); i > 0 && !list.isEmpty(); i--) {
            swept = swept <= 0 || swept > list.size() ? list.size() - 1 : swept - 1;
            SeriesState state = list.get(swept);
            if (state.openAlerts == 0 && !state.isScheduled() && state.arrival() - since < 0) {
                forget(state);
            }
        }
    }

    /** Returns a description of the condition of a rank, or the first one, on the series of a token. For any thread. */
    public String place(long token, int rank) {
        for (SeriesState series : allWithStreams()) {
            if (series.token == token) {
                for (EvaluationPlan.Kind kind : series.plan.kinds) {
                    if (kind.rank == rank || rank < 0) {
                        return "condition " + kind.rules[0].provider.kind() + " of rule " + kind.rules[0] + " on "
                                + series;
                    }
                }
            }
        }
        return "other work";
    }

    /** Returns all known series at some moment during the call, without streams. For any thread. */
    public List<SeriesState> all() {
        List<SeriesState> all = new ArrayList<>(size);
        types.values().forEach(ofType -> all.addAll(ofType.series.values()));
        return all;
    }

    /** Returns all known series and streams at some moment during the call. For any thread. */
    public List<SeriesState> allWithStreams() {
        List<SeriesState> all = all();
        types.values().forEach(ofType -> ofType.streams().forEach(of -> all.addAll(of.series.values())));
        return all;
    }

    /** Returns the types of which events were discarded because one type had too many series. For any thread. */
    public List<TypeIndex> refusing() {
        return refusing;
    }

    /** Returns how many series there may be. */
    public int most() {
        return most;
    }

    /** Returns how many series one type may have. */
    public int mostOfType() {
        return mostOfType;
    }
}
