// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

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
    private final History.Budget budget;
    private volatile int size;
    private TypeIndex lastType = new TypeIndex("");
    private int swept;

    SeriesRegistry(int most, long historySize) {
        this.most = most;
        budget = new History.Budget(historySize);
    }

    int size() {
        return size;
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
        TypeIndex index = lastType;
        if (!index.type.equals(type)) {
            TypeIndex known = types.get(type);
            if (known == null) {
                return register(new SeriesState(source, type));
            }
            lastType = index = known;
        }
        SeriesState state = index.series.get(source);
        return state != null ? state : register(new SeriesState(source, type));
    }

    /** The state that stands for a handle's series: its own if that is known or can be, another's, or null. */
    @Nullable
    SeriesState resolve(SeriesState state) {
        SeriesState standIn = state.standIn;
        if (standIn != null && standIn.index != null) {
            return standIn;
        }
        TypeIndex index = types.get(state.type);
        SeriesState known = index == null ? null : index.series.get(state.source);
        state.standIn = known;
        return known != null ? known : register(state);
    }

    private @Nullable SeriesState register(SeriesState state) {
        if (list.size() >= most) {
            return null;
        }
        TypeIndex index = type(state.type);
        state.index = index;
        state.routesVersion = -1;
        state.floor = Long.MIN_VALUE;
        state.time = Long.MIN_VALUE;
        state.stale = false;
        state.history = new History(budget);
        state.listIndex = list.size();
        list.add(state);
        index.series.put(state.source, state);
        size = list.size();
        return state;
    }

    void forget(SeriesState state) {
        TypeIndex index = state.index;
        if (index == null) {
            return;
        }
        index.series.remove(state.source);
        SeriesState last = list.remove(list.size() - 1);
        if (last != state) {
            list.set(state.listIndex, last);
            last.listIndex = state.listIndex;
        }
        size = list.size();
        if (state.history != null) {
            state.history.release();
        }
        state.history = null;
        state.index = null;
        state.routes = SeriesState.NO_ROUTES;
        state.evaluators = SeriesState.NO_EVALUATORS;
        dropIfUnused(index);
    }

    void dropIfUnused(TypeIndex index) {
        if (index.isUnused()) {
            types.remove(index.type);
            if (lastType == index) {
                lastType = new TypeIndex("");
            }
        }
    }

    /** Forgets the next {@code steps} series that have no open alert and no event since {@code since}. */
    void sweep(int steps, long since) {
        for (int i = Math.min(steps, list.size()); i > 0 && !list.isEmpty(); i--) {
            swept = swept <= 0 || swept > list.size() ? list.size() - 1 : swept - 1;
            SeriesState state = list.get(swept);
            if (state.openAlerts == 0 && state.arrival - since < 0) {
                forget(state);
            }
        }
    }

    /** Every known series, for any thread, at some moment during the call. */
    List<SeriesState> all() {
        List<SeriesState> all = new ArrayList<>(size);
        types.values().forEach(index -> all.addAll(index.series.values()));
        return all;
    }
}
