// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * Which of a series' newest values a rule of a {@link SimpleCondition} looks at. What it must remember of a series is in
 * that series' state slots, so that it is saved and restored, and depends on no other rule. Confined to the processor
 * thread.
 */
interface RuleWindow {
    /** How many state slots it has. */
    int stateSlots();

    /** How many of a series' newest values and times it reads. */
    int newest();

    void initState(SeriesContext series, int at);

    boolean isStateValid(SeriesContext series, int at);

    /** Updates the state by the newest event. */
    void add(SeriesContext series, int at, long time);

    /** Shows the values in the window; there may be none. */
    void show(SeriesContext series, int at, SeriesWindow view);

    /** Whether the values that are shown suffice for a verdict on the newest event. */
    boolean isReady(SeriesContext series, int at, SeriesWindow view);

    /** Why they do not suffice. */
    String missing(SeriesContext series, int at, SeriesWindow view);

    /** How far the window reaches, such as {@code 10 values}. */
    String extent(SeriesWindow view);

    /** A number of values, such as {@code 1 value}. */
    static String values(int number) {
        return number + (number == 1 ? " value" : " values");
    }
}
