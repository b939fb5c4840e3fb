// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring of reused slots: many producers, one consumer, lock-free. A slot carries a sample, as the number of its
 * series and a value, or an item, as a reference; so a sample allocates nothing, and no reference is stored that the
 * garbage collector would have to watch.
 *
 * <p>A producer claims a slot by moving the producer index, writes the payload, and publishes it by writing the slot's
 * tag. A bit of the tag tells rounds of the ring apart: a slot's old tag is always that of the round before, since no
 * producer is more than one round ahead. So the consumer need not clear a slot, and writes no line that a producer is
 * about to write but its own index.
 *
 * <table>
 * <caption>Who writes what, and how</caption>
 * <tr><th>word</th><th>written by</th><th>read by</th></tr>
 * <tr><td>producer index</td><td>producers, compare-and-set</td><td>all, volatile</td></tr>
 * <tr><td>full at</td><td>producers, volatile: that of an older consumer index will do</td><td>producers, opaque</td></tr>
 * <tr><td>limit</td><td>who deals out room, volatile</td><td>producers, volatile</td></tr>
 * <tr><td>state</td><td>the loop, and who stops it or divides the queue, atomic</td><td>producers, volatile</td></tr>
 * <tr><td>consumer index</td><td>the consumer, release</td><td>producers, volatile</td></tr>
 * <tr><td>a slot's payload</td><td>the producer that claimed it, plain</td><td>the consumer, plain</td></tr>
 * <tr><td>a slot's tag</td><td>the producer that claimed it, release</td><td>the consumer, acquire</td></tr>
 * </table>
 */
public final class MpscRingBuffer extends MpscRingBufferFields {
    /** The token of a slot that carries an item. */
    public static final long ITEM = 0;

    static final int TAKEN = 0;
    static final int FULL = 1;
    static final int LOST = 2;

    private static final VarHandle TAG = MethodHandles.arrayElementVarHandle(long[].class);

    /** The slots, each array as long as there are slots. */
    private final long[] tags;

    private final double[] values;
    private final @Nullable Object[] items;

    /** Makes a ring of at least a number of slots. */
    MpscRingBuffer(int size) {
        int capacity = size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
        tags = new long[capacity];
        values = new double[capacity];
        items = new Object[capacity];
        setLimit(capacity);
    }

    int capacity() {
        return tags.length;
    }

    /** How many slots were ever claimed. For any thread. */
    long accepted() {
        return producer();
    }

    /** How many slots were ever consumed, to their end. For any thread. */
    long processed() {
        return consumer();
    }

    boolean isEmpty() {
        return processed() == accepted();
    }

    /** How many slots are taken; a moment ago at the least. */
    int size() {
        long consumedBefore = processed();
        return (int) (accepted() - consumedBefore);
    }

    /** How many low bits of a token are 0, of which the ring needs one to tell rounds apart. */
    public int tokenShift() {
        return Integer.numberOfTrailingZeros(tags.length) + 1;
    }

    /**
     * Takes a sample.
     *
     * @return {@link #TAKEN}; {@link #FULL} if the limit is reached; {@link #LOST} if another producer was faster
     */
    int offer(long token, double value) {
        long at = producer();
        if (at >= fullAt() && !hasRoom(at)) {
            return FULL;
        }
        if (!claim(at)) {
            return LOST;
        }
        int slot = (int) at & (tags.length - 1);
        values[slot] = value;
        TAG.setRelease(tags, slot, token | round(at));
        return TAKEN;
    }

    /** Takes an item; answers as {@link #offer(long, double)} does. */
    int offer(Object item) {
        long at = producer();
        if (at >= fullAt() && !hasRoom(at)) {
            return FULL;
        }
        if (!claim(at)) {
            return LOST;
        }
        int slot = (int) at & (items.length - 1);
        items[slot] = item;
        TAG.setRelease(tags, slot, ITEM | round(at));
        return TAKEN;
    }

    /** Finds anew where the ring is full; whoever changes the limit meanwhile has it found again. */
    private boolean hasRoom(long at) {
        long slots = limit();
        long full = consumer() + slots;
        fullAt(full);
        if (limit() != slots) {
            fullAt(0);
        }
        return at < full;
    }

    /** Lets so many slots be taken from now on; at most the capacity. */
    void setLimit(long slots) {
        limit(slots);
        fullAt(0);
    }

    /** Tells a round of the ring from the one before; not 0 in the first one, since that is what slots begin with. */
    private long round(long at) {
        return ~at & tags.length;
    }

    /** The item of a published slot; for the consumer, before it clears it. */
    public Object peek(long at) {
        return requireNonNull(items[(int) at & (items.length - 1)]);
    }

    /** Clears the item of a published slot; for the consumer, before it frees it. */
    public void clear(long at) {
        items[(int) at & (items.length - 1)] = null;
    }

    /** The item of a published slot, which is cleared; for the consumer, once. */
    public Object item(long at) {
        Object item = peek(at);
        clear(at);
        return item;
    }

    /**
     * How many slots are published from the consumer's place on, at most so many; for the consumer, which goes on to
     * {@link #free} each. A slot that is claimed and not yet published ends them.
     */
    public int published(int most) {
        long begin = consumerPlain();
        int count = 0;
        while (count < most && isPublished(begin + count)) {
            count++;
        }
        return count;
    }

    private boolean isPublished(long at) {
        return ((long) TAG.getAcquire(tags, (int) at & (tags.length - 1)) & tags.length) == round(at);
    }

    /** Where the consumer is; for the consumer. */
    public long at() {
        return consumerPlain();
    }

    /** The slots' tags. A published one is the token, {@link #ITEM} for an item, beside the bit of its round. */
    public long[] tags() {
        return tags;
    }

    /** The slots' values. */
    public double[] values() {
        return values;
    }

    /** The token of a published slot. */
    public long token(long at) {
        return tags[(int) at & (tags.length - 1)] & -2L * tags.length;
    }

    /** The value of a published sample. */
    public double value(long at) {
        return values[(int) at & (values.length - 1)];
    }

    /** Frees the slots before an index; for the consumer. */
    public void free(long before) {
        consumer(before);
    }
}
