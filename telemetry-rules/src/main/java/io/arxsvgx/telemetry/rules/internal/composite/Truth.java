// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.composite;

import io.arxsvgx.telemetry.condition.Evaluation.Verdict;

/** A truth value of Kleene's three-valued logic (S. C. Kleene, "Introduction to Metamathematics", 1952, section 64). */
enum Truth {
    UNKNOWN(0),
    FALSE(1),
    TRUE(2);

    /** The number of this value in a state slot. */
    final int slot;

    Truth(int slot) {
        this.slot = slot;
    }

    /** Returns the truth value of a number in a state slot. */
    static Truth of(long slot) {
        return slot == TRUE.slot ? TRUE : slot == FALSE.slot ? FALSE : UNKNOWN;
    }

    static Truth of(boolean isTrue) {
        return isTrue ? TRUE : FALSE;
    }

    Truth not() {
        return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
    }

    /** Returns the verdict on a condition with this truth value. */
    Verdict verdict() {
        return this == UNKNOWN ? Verdict.UNKNOWN : this == TRUE ? Verdict.BREACHING : Verdict.NORMAL;
    }

    /** Returns a text for people. */
    String text() {
        return this == UNKNOWN ? "unknown" : this == TRUE ? "true" : "false";
    }
}
