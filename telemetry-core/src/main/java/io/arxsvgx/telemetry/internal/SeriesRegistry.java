// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The known series, by type and source, bounded in number. Written by the loop; any thread may look up. */
final class SeriesRegistry {
    private final int most;
    private final Map<String, TypeIndex> types = new ConcurrentHashMap<>();
    private final List<SeriesState> list = new ArrayList<>();
    private final SeriesNumbers numbers;
    private final History.Budget budget;
    private volatile int size;
    final SeriesIndex index = new SeriesIndex();
    private int swept;

    SeriesRegistry(int most, long historySize, int tokenShift) {
        this.most = most;
        numbers = new SeriesNumbers(tokenShift);
        budget = new History.Budget(historySize);
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= most;
    }

    Map<String, TypeIndex> types() {
        return types;
    }

    TypeIndex type(String type) {
        return types.computeIfAbsent(type, TypeIndex::new);
    }

    /** The state of a series, made if need be; null past the limit. */
    @Nullable
    SeriesState find(String source, String type) {
        int hash = SeriesIndex.hash(source, type);
        SeriesState known = findIndexed(hash, source, type);
        if (known == null) {
            TypeIndex ofType = types.get(type);
            known = ofType == null ? null : ofType.series.get(source);
        }
        return known != null ? known : register(hash, source, type);
    }

    /**
     * The state of a series that the index knows; null where {@link #find(String, String)} has to look in the maps.
     *
     * @param hash that of the names, by {@link SeriesIndex#hash}
     */
    @Nullable
    SeriesState findIndexed(int hash, String source, String type) {
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

    /** The series of a handle, made if need be; null past the limit. The handle keeps its token from then on. */
    @Nullable
    SeriesState find(SeriesHandle handle) {
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

    /** The series by the numbers in their tokens; replaced when a series is made. */
    @Nullable
    SeriesState[] byNumber() {
        return numbers.series();
    }

    /** How many low bits of a token are 0. */
    int tokenShift() {
        return numbers.shift;
    }

    /** The series of a token that may be old, made again if it was forgotten; null if it cannot be. */
    @Nullable
    SeriesState revive(long token) {
        SeriesState before = numbers.dealt(token);
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
        state.token = numbers.deal(state);
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

    /** The place of a series in {@link #byNumber}. */
    int number(SeriesState state) {
        return SeriesNumbers.number(state.token, numbers.shift);
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
        for (Plan.Kind kind : state.plan.kinds) {
            if (kind.isSwitchedOff()) {
                RuleEntry.countFailed(kind.rules, -1);
            }
        }
        state.take(Plan.NONE);
        dropIfUnused(state.index);
    }

    /** Has the next event of every series take the full path. */
    void leaveFastPath() {
        list.forEach(series -> series.quietUntil = -1);
    }

    /** Forgets a series and registers it again, with nothing kept. */
    SeriesState renew(SeriesState state) {
        long events = state.eventsBefore + state.count();
        forget(state);
        SeriesState renewed = requireNonNull(
                register(SeriesIndex.hash(state.source(), state.type()), state.source(), state.type()),
                "a place was just freed");
        renewed.eventsBefore = events;
        return renewed;
    }

    void dropIfUnused(TypeIndex ofType) {
        if (ofType.isUnused()) {
            types.remove(ofType.type);
        }
    }

    /** Forgets the next {@code steps} series that have no open alert and no event since {@code since}. */
    void sweep(int steps, long since) {
        for (int i = Math.min(steps, list.size()); i > 0 && !list.isEmpty(); i--) {
            swept = swept <= 0 || swept > list.size() ? list.size() - 1 : swept - 1;
            SeriesState state = list.get(swept);
            if (state.openAlerts == 0 && state.arrival() - since < 0) {
                forget(state);
            }
        }
    }

    /** Names the condition of a rank, or the first one, on the series of a token. For any thread. */
    String place(long token, int rank) {
        for (SeriesState series : all()) {
            if (series.token == token) {
                for (Plan.Kind kind : series.plan.kinds) {
                    if (kind.rank == rank || rank < 0) {
                        return "condition " + kind.rules[0].provider.kind() + " of rule " + kind.rules[0] + " on "
                                + series;
                    }
                }
            }
        }
        return "other work";
    }

    /** Every known series, for any thread, at some moment during the call. */
    List<SeriesState> all() {
        List<SeriesState> all = new ArrayList<>(size);
        types.values().forEach(ofType -> all.addAll(ofType.series.values()));
        return all;
    }
}
