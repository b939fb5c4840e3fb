// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import io.arxsvgx.telemetry.testing.AboveCondition;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.util.ArrayList;
import java.util.List;

/**
 * A naive model of one rule on one series: time advances second by second, and each second is checked for deadlines.
 */
final class AlertModel {
    static final long STALE = 60;
    static final long EXPIRY = 120;
    private static final long NEVER = -1;

    /** Durations in seconds. */
    record Rule(int forSeconds, int keep, int repeat, double recovery) {}

    /** One alert; times are -1 until they are known. */
    static final class Life {
        final long startsAt;
        long firedAt = NEVER;
        long endsAt = NEVER;
        long occurrences = 1;
        boolean stale;
        double value;
        private final double firstValue;
        private long normalSince = NEVER;
        private long lastCall;

        Life(long startsAt, double value) {
            this.startsAt = startsAt;
            this.value = value;
            firstValue = value;
        }
    }

    final List<Life> fired = new ArrayList<>();
    int calls;
    private final Rule rule;
    private Life open;
    private long now;
    private long lastEvent;
    /** Several repeats that are due at once result in one call. */
    private boolean repeated;

    AlertModel(Rule rule) {
        this.rule = rule;
    }

    Life pending() {
        return open != null && open.firedAt == NEVER ? open : null;
    }

    /** Processes an event: deadlines before it are processed first, deadlines exactly at its time after it. */
    void event(long second, double value) {
        repeated = false;
        while (now < second - 1) {
            fallDue(++now);
        }
        now = second;
        lastEvent = second;
        verdict(second, value);
        if (open != null && open.stale) {
            open.stale = false;
            if (open.lastCall + rule.repeat <= second) {
                open.lastCall = second;
            }
        }
        fallDue(second);
    }

    void clockAt(long second) {
        repeated = false;
        while (now < second) {
            fallDue(++now);
        }
        fallDue(second);
    }

    private void verdict(long second, double value) {
        if (value == AboveCondition.UNKNOWN) {
            notBreached();
            return;
        }
        if (value > AlertHarness.LIMIT) {
            if (open == null) {
                open = new Life(second, value);
            } else {
                open.occurrences++;
                breached(value);
                open.normalSince = NEVER;
            }
        } else if (value <= rule.recovery && open != null) {
            if (open.firedAt == NEVER) {
                open = null;
            } else if (rule.keep == 0) {
                end(second);
            } else if (open.normalSince == NEVER) {
                open.normalSince = second;
            }
        } else {
            notBreached();
        }
    }

    /** The value that makes it fire is the last one if it breached, or else the first. */
    private void breached(double value) {
        if (open.firedAt == NEVER) {
            open.value = value;
        }
    }

    private void notBreached() {
        if (open != null && open.firedAt == NEVER) {
            open.value = open.firstValue;
        }
    }

    private void fallDue(long second) {
        if (open == null) {
            return;
        }
        if (second >= lastEvent + EXPIRY) {
            if (open.firedAt == NEVER) {
                open = null;
            } else {
                end(second);
            }
            return;
        }
        if (open.stale) {
            return;
        }
        if (open.firedAt == NEVER) {
            if (second >= open.startsAt + rule.forSeconds) {
                fire(second);
            }
        } else if (open.normalSince != NEVER && second >= open.normalSince + rule.keep) {
            end(second);
            return;
        } else if (rule.repeat > 0 && second >= open.lastCall + rule.repeat) {
            repeat(second);
        }
        if (second >= lastEvent + STALE) {
            if (open.firedAt == NEVER) {
                open = null;
            } else {
                open.stale = true;
            }
        }
    }

    private void fire(long second) {
        open.firedAt = second;
        fired.add(open);
        call(second);
    }

    private void repeat(long second) {
        open.lastCall = second;
        calls += repeated ? 0 : 1;
        repeated = true;
    }

    private void call(long second) {
        open.lastCall = second;
        calls++;
    }

    private void end(long second) {
        open.endsAt = second;
        open.stale = false;
        open = null;
        calls++;
    }
}
