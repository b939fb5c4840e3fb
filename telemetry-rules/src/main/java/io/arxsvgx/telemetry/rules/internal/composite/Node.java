// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.composite;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.rules.internal.silence.AbsenceCondition;
import java.util.List;

/** A condition in the tree of which a rule is composed. Immutable. */
interface Node {
    /** Returns the number of state slots, beside those of its parts. */
    default int stateSlots() {
        return 0;
    }

    /** Returns the parts, in the order of the rule. */
    default List<Node> parts() {
        return List.of();
    }

    /**
     * Returns the truth value after an event.
     *
     * @param at the index of the rule's first state slot
     * @param time the time of the newest event
     */
    Truth truth(SeriesContext series, int at, long time);

    /** Notes the truth values before an event, at its time. */
    default void beforeEvent(SeriesContext series, int at, long time) {
        for (Node part : parts()) {
            part.beforeEvent(series, at, time);
        }
    }

    /** Updates the state for an event, once the truth values of inputs are those after it. */
    default void update(SeriesContext series, int at, long time, boolean isLate) {
        for (Node part : parts()) {
            part.update(series, at, time, isLate);
        }
    }

    /** Returns whether its state slots hold a possible state. */
    default boolean isStateValid(SeriesContext series, int at) {
        return parts().stream().allMatch(part -> part.isStateValid(series, at));
    }

    /**
     * An input of the rule: a condition without parts.
     *
     * @param input its number
     * @param condition its name
     * @param field the type of its events
     */
    record Leaf(int input, String condition, String field) implements Node {
        /** The slots of an input: its last verdict as a {@link Truth}, the time of its newest event, and its deadline. */
        static final int VERDICT = 0;

        static final int TIME = 1;
        static final int DEADLINE = 2;
        static final int SLOTS = 3;

        @Override
        public Truth truth(SeriesContext series, int at, long time) {
            int own = at + SLOTS * input;
            long last = series.stateLong(own + TIME);
            boolean isStale = !isForSilence() && time - series.staleAfter() > last;
            return isStale ? Truth.UNKNOWN : Truth.of(series.stateLong(own + VERDICT));
        }

        /** Returns whether it waits for silence, so that its verdict does not become stale. */
        boolean isForSilence() {
            return condition.equals(AbsenceCondition.KIND);
        }
    }

    /** All parts are true. */
    record AllOf(List<Node> parts) implements Node {
        @Override
        public Truth truth(SeriesContext series, int at, long time) {
            Truth all = Truth.TRUE;
            for (int i = 0; i < parts.size() && all != Truth.FALSE; i++) {
                Truth part = parts.get(i).truth(series, at, time);
                all = part == Truth.TRUE ? all : part;
            }
            return all;
        }
    }

    /** At least one part is true. */
    record AnyOf(List<Node> parts) implements Node {
        @Override
        public Truth truth(SeriesContext series, int at, long time) {
            Truth any = Truth.FALSE;
            for (int i = 0; i < parts.size() && any != Truth.TRUE; i++) {
                Truth part = parts.get(i).truth(series, at, time);
                any = part == Truth.FALSE ? any : part;
            }
            return any;
        }
    }

    /** The part is false. */
    record Not(List<Node> parts) implements Node {
        @Override
        public Truth truth(SeriesContext series, int at, long time) {
            return parts.get(0).truth(series, at, time).not();
        }
    }
}
