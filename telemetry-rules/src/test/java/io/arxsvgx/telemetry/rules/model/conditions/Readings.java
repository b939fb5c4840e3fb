// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import java.util.Set;

/**
 * How the model reads the contract where it is ambiguous; the numbers are those of {@link NaiveConditions}. A reading is
 * changed here. A number in {@link #EXCLUDED} excludes the cases instead: a stream that meets one is not compared from there
 * on.
 */
final class Readings {
    /** The numbers of ambiguities whose cases are not compared. */
    private static final Set<Integer> EXCLUDED = Set.of(16);

    static final int LATE_IN_STREAM = 1;

    static final int LATE_IN_WINDOW = 2;
    static final boolean LATE_IN_WINDOW_COUNTS = true;

    static final int LATE_ENDS_ABSENCE = 3;

    static final int LATE_IN_FLATLINE = 4;
    static final boolean LATE_IN_FLATLINE_IS_SKIPPED = true;

    static final int LATE_START = 5;
    static final boolean LATE_START_COUNTS = false;

    static final int ZERO_SPAN = 6;
    static final NaiveVerdict ZERO_SPAN_IS = NaiveVerdict.UNKNOWN;

    static final int TOO_FEW = 7;
    static final NaiveVerdict TOO_FEW_IS = NaiveVerdict.UNKNOWN;

    static final int RATIO_STREAM = 8;
    static final boolean RATIO_IS_PER_SOURCE = true;

    static final int ZERO_DENOMINATOR = 9;
    static final NaiveVerdict ZERO_DENOMINATOR_IS = NaiveVerdict.UNKNOWN;

    static final int OTHER_STATUS = 10;
    static final boolean OTHER_STATUS_EVALUATES = true;

    static final int QUANTILE = 11;
    static final double QUANTILE_ERROR_IN_RANK = 0.01;

    static final int NEVER_SEEN = 13;

    static final int ABSENCE_STALE = 14;
    static final boolean ABSENCE_BECOMES_STALE = false;

    static final int ABSENCE_OF_LIVE_GROUP = 16;

    static final int FLATLINE_DEADLINE = 18;
    static final FlatlineDeadline FLATLINE_BREACHES = FlatlineDeadline.AT_DEADLINE_IF_REPEATED;

    static final int HOLDING_PART = 20;
    static final NaiveVerdict HOLDING_PART_IS = NaiveVerdict.BREACHING;

    static final int UNKNOWN_PART = 21;
    static final boolean UNKNOWN_PART_KEEPS_ITS_LAST_VERDICT = false;

    static final int PART_WINDOW = 22;
    static final boolean PART_WINDOW_MOVES = false;

    static final int NESTED = 23;
    static final boolean NESTED_IS_RECOMPUTED = true;

    static final int DEADLINE_IN_COMPOSITE = 24;
    static final boolean DEADLINE_EVALUATES_COMPOSITE = true;

    static final int ONE_EVENT_STARTS_TWO = 25;
    static final boolean ONE_EVENT_MAY_START_TWO = false;

    static final int SEQUENCE_BOUNDARY = 26;
    static final boolean SEQUENCE_INCLUDES_BOUNDARY = false;

    static final int SEQUENCE_LASTS = 27;
    static final SequenceLasts SEQUENCE_BREACHES = SequenceLasts.WHILE_IN_WINDOW;

    static final int START_FROM_UNKNOWN = 28;
    static final boolean START_FROM_UNKNOWN_COUNTS = true;

    static final int LEVELS_HOLDING = 29;

    static final int HOLD_WHILE_STALE = 33;

    /** When a value that has not changed begins to breach. */
    enum FlatlineDeadline {
        /** At the deadline, if the value has been repeated at least once since it changed. */
        AT_DEADLINE_IF_REPEATED,
        /** At the deadline, also if no event came since the value changed. */
        AT_DEADLINE,
        /** At the first event at or after the deadline. */
        AT_AN_EVENT
    }

    /** How long a sequence breaches. */
    enum SequenceLasts {
        /** At each event in whose window the starts are. */
        WHILE_IN_WINDOW,
        /** Until the last condition ends to breach. */
        WHILE_LAST_BREACHES,
        /** At the event of the last start alone. */
        AT_COMPLETION
    }

    private Readings() {}

    /**
     * States that a case has come up.
     *
     * @throws UnspecifiedCaseException if cases of this ambiguity are excluded
     */
    static void meets(int ambiguity) {
        if (isExcluded(ambiguity)) {
            throw new UnspecifiedCaseException("AMBIGUOUS-" + ambiguity);
        }
    }

    static boolean isExcluded(int ambiguity) {
        return EXCLUDED.contains(ambiguity);
    }
}
