// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring of reused slots: many producers, one consumer, lock-free. A slot carries a sample, as the number of
 * its series and a value, or an item, as a reference; so a sample allocates nothing, and stores no reference with a
 * garbage collector barrier.
 *
 * <p>A producer claims a slot by moving the producer index, writes the payload, and publishes it by writing the slot's
 * tag. A bit of the tag distinguishes rounds of the ring: a slot's old tag is always that of the previous round, since
 * no producer is more than one round ahead. So the consumer does not clear slots, and its index is the only cache line
 * it shares with producers.
 *
 * <table>
 * <caption>Memory access of each word</caption>
 * <tr><th>word</th><th>written by</th><th>read by</th></tr>
 * <tr><td>producer index</td><td>producers, compare-and-set</td><td>all, volatile</td></tr>
 * <tr><td>full at</td><td>producers, volatile, possibly for an older consumer index</td><td>producers, opaque</td></tr>
 * <tr><td>limit</td><td>the thread that distributes capacity, volatile</td><td>producers, volatile</td></tr>
 * <tr><td>state</td><td>the loop, and a thread that stops it or adds stripes, atomic</td><td>producers,
 * volatile</td></tr>
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

    /** The slots' tags; each array of slots has the length of the ring. */
    private final long[] tags;

    private final double[] values;
    private final @Nullable Object[] items;

    /** Creates a ring of at least a number of slots. */
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

    /** Returns the number of slots ever claimed. For any thread. */
    long accepted() {
        return producer();
    }

    /** Returns the number of slots ever consumed completely. For any thread. */
    long processed() {
        return consumer();
    }

    boolean isEmpty() {
        return processed() == accepted();
    }

    /** Returns the number of occupied slots, possibly slightly outdated. */
    int size() {
        long consumedBefore = processed();
        return (int) (accepted() - consumedBefore);
    }

    /** Returns the number of low bits of a token that are 0; the ring needs one to distinguish rounds. */
    public int tokenShift() {
        return Integer.numberOfTrailingZeros(tags.length) + 1;
    }

    /**
     * Adds a sample.
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

    /** Adds an item; returns what {@link #offer(long, double)} does. */
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

    /** Computes the index at which the ring is full; a concurrent change of the limit repeats it. */
    private boolean hasRoom(long at) {
        long slots = limit();
        long full = consumer() + slots;
        fullAt(full);
        if (limit() != slots) {
            fullAt(0);
        }
        return at < full;
    }

    /** Sets the maximum number of occupied slots; at most the capacity. */
    void setLimit(long slots) {
        limit(slots);
        fullAt(0);
    }

    /** Returns the bit of a round of the ring; not 0 in the first round, since the tags of new slots are 0. */
    private long round(long at) {
        return ~at & tags.length;
    }

    /** Returns the item of a published slot; for the consumer, before it clears it. */
    public Object peek(long at) {
        return requireNonNull(items[(int) at & (items.length - 1)]);
    }

    /** Clears the item of a published slot; for the consumer, before it frees it. */
    public void clear(long at) {
        items[(int) at & (items.length - 1)] = null;
    }

    /** Returns the item of a published slot and clears it; for the consumer, once. */
    public Object item(long at) {
        Object item = peek(at);
        clear(at);
        return item;
    }

    /**
     * Returns the number of published slots from the consumer's index on, up to a maximum; for the consumer, which then
     * frees them by {@link #free}. A slot that is claimed and not yet published ends the count.
     */
    public int published(int max) {
        long begin = consumerPlain();
        int count = 0;
        while (count < max && isPublished(begin + count)) {
            count++;
        }
        return count;
    }

    private boolean isPublished(long at) {
        return ((long) TAG.getAcquire(tags, (int) at & (tags.length - 1)) & tags.length) == round(at);
    }

    /** Returns the consumer's index; for the consumer. */
    public long at() {
        return consumerPlain();
    }

    /** Returns the slots' tags. A published tag is the token, {@link #ITEM} for an item, with the bit of its round. */
    public long[] tags() {
        return tags;
    }

    /** Returns the slots' values. */
    public double[] values() {
        return values;
    }

    /** Returns the token of a published slot. */
    public long token(long at) {
        return tags[(int) at & (tags.length - 1)] & -2L * tags.length;
    }

    /** Returns the value of a published sample. */
    public double value(long at) {
        return values[(int) at & (values.length - 1)];
    }

    /** Frees the slots before an index; for the consumer. */
    public void free(long before) {
        consumer(before);
    }
}
