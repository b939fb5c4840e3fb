// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * A selection of a series' newest values for a rule of a {@link SimpleCondition}. Its state is in the series' state
 * slots, so that it is saved and restored, and depends on no other rule. Confined to the processor thread.
 */
interface RuleWindow {
    /** Returns the number of its state slots. */
    int stateSlots();

    /** Returns the number of newest values and times that it reads. */
    int newest();

    void initState(SeriesContext series, int at);

    boolean isStateValid(SeriesContext series, int at);

    /** Updates the state for the newest event. */
    void add(SeriesContext series, int at, long time);

    /** Shows the values in the window; there may be none. */
    void show(SeriesContext series, int at, SeriesWindow view);

    /** Returns whether the shown values suffice for a verdict on the newest event. */
    boolean isReady(SeriesContext series, int at, SeriesWindow view);

    /** Returns the reason why the values do not suffice. */
    String missing(SeriesContext series, int at, SeriesWindow view);

    /** Returns the extent of the window as text, such as {@code 10 values}. */
    String extent(SeriesWindow view);

    /** Returns a number of values as text, such as {@code 1 value}. */
    static String values(int number) {
        return number + (number == 1 ? " value" : " values");
    }
}
