// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.internal.ingest.SeriesHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The registry of series, by type and source, bounded in number. Written by the loop; any thread may read. */
public final class SeriesRegistry {
    private final int most;
    private final Map<String, TypeIndex> types = new ConcurrentHashMap<>();
    private final List<SeriesState> list = new ArrayList<>();
    private final SeriesTokens numbers;
    private final SeriesBuffer.Budget budget;
    private volatile int size;
    public final SeriesIndex index = new SeriesIndex();
    private int swept;

    public SeriesRegistry(int most, long historySize, int tokenShift) {
        this.most = most;
        numbers = new SeriesTokens(tokenShift);
        budget = new SeriesBuffer.Budget(historySize);
    }

    public int size() {
        return size;
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
    public SeriesState find(String source, String type) {
        int hash = SeriesIndex.hash(source, type);
        SeriesState known = findIndexed(hash, source, type);
        if (known == null) {
            TypeIndex ofType = types.get(type);
            known = ofType == null ? null : ofType.series.get(source);
        }
        return known != null ? known : register(hash, source, type);
    }

    /**
     * Returns the state of a series in the index; null if {@link #find(String, String)} has to search the maps.
     *
     * @param hash the hash of the names, by {@link SeriesIndex#hash}
     */
    @Nullable
    public SeriesState findIndexed(int hash, String source, String type) {
        for (int probe = 0; probe < SeriesIndex.WINDOW; probe++) {
            int number = index.candidate(hash, probe);
            if (number != 0) {
                SeriesState candidate = numbers.series()[number];
                if (candidate != null && candidate.isNamed(source, type)) {
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
        SeriesState series = find(handle.source, handle.type);
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
        return before.token != SeriesHandle.NO_TOKEN ? before : find(before.source(), before.type());
    }

    private @Nullable SeriesState register(int hash, String source, String type) {
        if (list.size() >= most) {
            return null;
        }
        TypeIndex ofType = type(type);
        SeriesState state = new SeriesState(source, ofType, budget);
        state.token = numbers.assign(state);
        if (index.isFull()) {
            index.clear();
            list.forEach(known -> index.add(SeriesIndex.hash(known.source(), known.type()), number(known)));
        }
        index.add(hash, number(state));
        state.listIndex = list.size();
        list.add(state);
        ofType.series.put(source, state);
        size = list.size();
        return state;
    }

    /** Returns the index of a series in {@link #byNumber}. */
    public int number(SeriesState state) {
        return SeriesTokens.number(state.token, numbers.shift);
    }

    void forget(SeriesState state) {
        state.index.series.remove(state.source());
        SeriesState last = list.remove(list.size() - 1);
        if (last != state) {
            list.set(state.listIndex, last);
            last.listIndex = state.listIndex;
        }
        size = list.size();
        if (state.handles != null) {
            state.handles.clearTokens();
        }
        index.remove(SeriesIndex.hash(state.source(), state.type()), number(state));
        numbers.giveBack(state.token);
        state.token = SeriesHandle.NO_TOKEN;
        state.release();
        for (EvaluationPlan.Kind kind : state.plan.kinds) {
            if (kind.isSwitchedOff()) {
                ActiveRule.countFailed(kind.rules, -1);
            }
        }
        state.setPlan(EvaluationPlan.NONE);
        dropIfUnused(state.index);
    }

    /** Takes every series off the fast path for its next event. */
    public void leaveFastPath() {
        list.forEach(series -> series.fastPathValidUntil = -1);
    }

    /** Removes a series and registers it again without its state. */
    public SeriesState renew(SeriesState state) {
        long events = state.eventsBefore + state.count();
        forget(state);
        SeriesState renewed = requireNonNull(
                register(SeriesIndex.hash(state.source(), state.type()), state.source(), state.type()),
                "a place was just freed");
        renewed.eventsBefore = events;
        return renewed;
    }

    public void dropIfUnused(TypeIndex ofType) {
        if (ofType.isUnused()) {
            types.remove(ofType.type);
        }
    }

    /**
     * Checks the next {@code steps} series, and removes those without an open alert and without an event since {@code
     * since}.
     */
    public void sweep(int steps, long since) {
        for (int i = Math.min(steps, list.size()); i > 0 && !list.isEmpty(); i--) {
            swept = swept <= 0 || swept > list.size() ? list.size() - 1 : swept - 1;
            SeriesState state = list.get(swept);
            if (state.openAlerts == 0 && state.arrival() - since < 0) {
                forget(state);
            }
        }
    }

    /** Returns a description of the condition of a rank, or the first one, on the series of a token. For any thread. */
    public String place(long token, int rank) {
        for (SeriesState series : all()) {
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

    /** Returns all known series at some moment during the call. For any thread. */
    public List<SeriesState> all() {
        List<SeriesState> all = new ArrayList<>(size);
        types.values().forEach(ofType -> all.addAll(ofType.series.values()));
        return all;
    }
}
