// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/** The last values in order of arrival. Immutable. */
record CountWindow(int length, int minValues) implements RuleWindow {
    /** The number of the event before the first event of the rule. */
    private static final int JOINED = 0;

    /** The length for which the state was written; another release of the host may have another one. */
    private static final int LENGTH = 1;

    private static final int SLOTS = 2;

    @Override
    public int stateSlots() {
        return SLOTS;
    }

    @Override
    public int newest() {
        return length;
    }

    @Override
    public void initState(SeriesContext series, int at) {
        series.stateLong(at + JOINED, series.count());
        series.stateLong(at + LENGTH, length);
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        long seen = series.count() - series.stateLong(at + JOINED);
        boolean isInRange = seen >= 0 && seen <= series.count();
        return isInRange && Math.min(length, seen) <= series.kept() && series.stateLong(at + LENGTH) == length;
    }

    @Override
    public void add(SeriesContext series, int at, long time) {
        // the series counts its events
    }

    @Override
    public void show(SeriesContext series, int at, SeriesWindow view) {
        view.show(series, (int) Math.min(length, series.count() - series.stateLong(at + JOINED)));
    }

    @Override
    public boolean isReady(SeriesContext series, int at, SeriesWindow view) {
        return view.size() >= minValues;
    }

    @Override
    public String missing(SeriesContext series, int at, SeriesWindow view) {
        return "warming up: " + view.size() + " of " + RuleWindow.values(minValues);
    }

    @Override
    public String extent(SeriesWindow view) {
        return RuleWindow.values(view.size());
    }
}
