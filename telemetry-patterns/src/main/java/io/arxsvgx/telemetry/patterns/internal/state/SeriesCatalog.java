// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

import io.arxsvgx.telemetry.series.SeriesHistory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The known series, of which the more active ones have full state. Confined to the detectors' thread. */
public final class SeriesCatalog {
    private static final int REBALANCE = 30;
    private static final int SWAPS = 20;

    private final int mostFull;
    private final long pace;
    private final Map<SeriesId, TrackedSeries> tracks = new LinkedHashMap<>();
    private long round;
    private int full;
    private long values;
    private long missed;

    public SeriesCatalog(int mostFull, long pace) {
        this.mostFull = mostFull;
        this.pace = pace;
    }

    /** Reads new values. Returns the series that no longer exist. */
    public List<TrackedSeries> update(List<SeriesHistory> histories, long now) {
        round++;
        for (SeriesHistory history : histories) {
            TrackedSeries track = tracks.computeIfAbsent(SeriesId.of(history), TrackedSeries::new);
            if (track.full == null && full < mostFull) {
                track.full = new DetailedSeriesState(pace);
                full++;
            }
            track.round = round;
            long before = track.count;
            missed += track.update(history, now);
            values += Math.max(0, track.count - before);
        }
        List<TrackedSeries> gone = new ArrayList<>();
        for (Iterator<TrackedSeries> all = tracks.values().iterator(); all.hasNext(); ) {
            TrackedSeries track = all.next();
            if (track.round != round) {
                all.remove();
                gone.add(track);
                full -= track.full == null ? 0 : 1;
            }
        }
        if (round % REBALANCE == 0 && tracks.size() > full) {
            rebalance(gone);
        }
        return gone;
    }

    /** Returns the series that have become silent since the last call. */
    public List<TrackedSeries> newlySilent(long now) {
        List<TrackedSeries> silent = new ArrayList<>();
        for (TrackedSeries track : tracks.values()) {
            if (track.full != null && !track.silent && track.hasFallenSilent(now)) {
                track.silent = true;
                silent.add(track);
            }
        }
        return silent;
    }

    /**
     * Gives full state to a few series that are far more active than some that have it. Adds those that lose it to the
     * list.
     */
    private void rebalance(List<TrackedSeries> demoted) {
        Comparator<TrackedSeries> byActivity = Comparator.comparingDouble(track -> track.activity);
        List<TrackedSeries> least = tracks.values().stream()
                .filter(track -> track.full != null)
                .sorted(byActivity)
                .limit(SWAPS)
                .toList();
        List<TrackedSeries> most = tracks.values().stream()
                .filter(track -> track.full == null)
                .sorted(byActivity.reversed())
                .limit(SWAPS)
                .toList();
        for (int i = 0; i < Math.min(least.size(), most.size()); i++) {
            if (most.get(i).activity > 2 * least.get(i).activity) {
                least.get(i).full = null;
                most.get(i).full = new DetailedSeriesState(pace);
                demoted.add(least.get(i));
            }
        }
    }

    public Collection<TrackedSeries> all() {
        return tracks.values();
    }

    public int size() {
        return tracks.size();
    }

    public int full() {
        return full;
    }

    public long values() {
        return values;
    }

    public long missed() {
        return missed;
    }
}
