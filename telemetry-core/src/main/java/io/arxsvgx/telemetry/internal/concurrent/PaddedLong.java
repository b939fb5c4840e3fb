// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A shared number on its own cache lines: 128 bytes of padding on either side, since processors fetch lines in pairs.
 * The layout follows the order of inheritance. Thread-safe.
 */
public class PaddedLong extends PaddedLongValue {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(PaddedLongValue.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    long r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15;

    /** Returns the number, by a volatile read. */
    public final long get() {
        return (long) VALUE.getVolatile(this);
    }

    /** Sets the number, by a volatile write. */
    public final void set(long to) {
        VALUE.setVolatile(this, to);
    }

    public final boolean compareAndSet(long from, long to) {
        return VALUE.compareAndSet(this, from, to);
    }
}

/** The field of the number. */
class PaddedLongValue extends PaddedLongLeft {
    long value;
}

/** The padding before the number. */
class PaddedLongLeft {
    long l0, l1, l2, l3, l4, l5, l6, l7, l8, l9, l10, l11, l12, l13, l14, l15;
}
