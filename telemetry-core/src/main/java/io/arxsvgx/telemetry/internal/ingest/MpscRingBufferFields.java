// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The indexes of a ring: the fields that producers write or read for each event are on separate cache lines from the
 * consumer's index, 128 bytes apart, since processors fetch lines in pairs. The layout follows the order of
 * inheritance. They are fields, not separate objects, because a producer starts no load before its last compare-and-set
 * is complete, so that each object would cost an additional load.
 */
class MpscRingBufferFields extends RingRightPad {
    private static final VarHandle PRODUCER;
    private static final VarHandle FULL_AT;
    private static final VarHandle LIMIT;
    private static final VarHandle STATE;
    private static final VarHandle CONSUMER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PRODUCER = lookup.findVarHandle(RingProducerFields.class, "producer", long.class);
            FULL_AT = lookup.findVarHandle(RingProducerFields.class, "fullAt", long.class);
            LIMIT = lookup.findVarHandle(RingProducerFields.class, "limit", long.class);
            STATE = lookup.findVarHandle(RingProducerFields.class, "state", long.class);
            CONSUMER = lookup.findVarHandle(RingConsumerFields.class, "consumer", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long CHECK_GATE = 1;
    private static final long DIVIDED = 2;

    final long producer() {
        return (long) PRODUCER.getVolatile(this);
    }

    final boolean claim(long at) {
        return PRODUCER.compareAndSet(this, at, at + 1);
    }

    final long fullAt() {
        return (long) FULL_AT.getOpaque(this);
    }

    final void fullAt(long at) {
        FULL_AT.setVolatile(this, at);
    }

    /** Returns the maximum number of occupied slots; at most the capacity. */
    final long limit() {
        return (long) LIMIT.getVolatile(this);
    }

    final void limit(long slots) {
        LIMIT.setVolatile(this, slots);
    }

    /** Returns whether producers may add here without further checks. */
    public final boolean isSingleStripe() {
        return (long) STATE.getVolatile(this) == 0;
    }

    /** Returns whether a producer has to check the gate. */
    public final boolean shouldCheckGate() {
        return ((long) STATE.getVolatile(this) & CHECK_GATE) != 0;
    }

    final void setGateHint(boolean at) {
        if (at) {
            STATE.getAndBitwiseOr(this, CHECK_GATE);
        } else {
            STATE.getAndBitwiseAnd(this, ~CHECK_GATE);
        }
    }

    /** Returns whether the queue has several rings. */
    public final boolean isStriped() {
        return ((long) STATE.getVolatile(this) & DIVIDED) != 0;
    }

    /** Marks permanently that the queue has several rings, each producer with its own. */
    final void enableStriping() {
        STATE.getAndBitwiseOr(this, DIVIDED);
    }

    final long consumer() {
        return (long) CONSUMER.getVolatile(this);
    }

    final long consumerPlain() {
        return consumer;
    }

    final void consumer(long at) {
        CONSUMER.setRelease(this, at);
    }
}

/** The padding before the first index. */
class RingLeftPad {
    long l0, l1, l2, l3, l4, l5, l6, l7, l8, l9, l10, l11, l12, l13, l14, l15;
}

/** The fields that only producers write, except when the loop sleeps or stops. */
class RingProducerFields extends RingLeftPad {
    long producer;
    long fullAt;
    long limit;
    long state;
}

/** The padding between producers and consumer. */
class RingMiddlePad extends RingProducerFields {
    long m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15;
}

/** The fields that the consumer writes. */
class RingConsumerFields extends RingMiddlePad {
    long consumer;
}

/** The padding behind the consumer's index. */
class RingRightPad extends RingConsumerFields {
    long r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15;
}
