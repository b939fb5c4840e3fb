// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import java.util.Collection;

/** The verdicts that the rule reference defines, with the operations of Kleene's logic. */
enum NaiveVerdict {
    NORMAL,
    BREACHING,
    HOLDING,
    UNKNOWN;

    static NaiveVerdict of(boolean isBreaching) {
        return isBreaching ? BREACHING : NORMAL;
    }

    /** False if any is false, else unknown if any is unknown, else true. */
    static NaiveVerdict allOf(Collection<NaiveVerdict> verdicts) {
        if (verdicts.contains(NORMAL)) {
            return NORMAL;
        }
        return verdicts.contains(UNKNOWN) ? UNKNOWN : BREACHING;
    }

    /** True if any is true, else unknown if any is unknown, else false. */
    static NaiveVerdict anyOf(Collection<NaiveVerdict> verdicts) {
        if (verdicts.contains(BREACHING)) {
            return BREACHING;
        }
        return verdicts.contains(UNKNOWN) ? UNKNOWN : NORMAL;
    }

    NaiveVerdict negated() {
        return switch (truth()) {
            case BREACHING -> NORMAL;
            case NORMAL -> BREACHING;
            default -> UNKNOWN;
        };
    }

    /** The verdict as a value of Kleene's logic. */
    NaiveVerdict truth() {
        if (this != HOLDING) {
            return this;
        }
        Readings.meets(Readings.HOLDING_PART);
        return Readings.HOLDING_PART_IS;
    }
}
