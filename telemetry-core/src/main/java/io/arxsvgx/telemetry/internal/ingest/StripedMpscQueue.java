// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The bounded buffer between the host's threads and the loop: many producers, one consumer, lock-free.
 *
 * <p>It begins as one queue. When producers contend for it, it is split permanently into a few stripes, one of which is
 * assigned to each thread. Three invariants hold in either case:
 *
 * <ul>
 *   <li><b>Order.</b> The items of one thread are consumed in the order in which it added them. A thread moves at most
 *       once, from the first stripe to a later one; a pass reads the producer indices from the last stripe to the first
 *       and drains from the first to the last, so a thread's earlier items in the first stripe are drained before any
 *       later item of it. A stripe whose next slot is claimed but not filled ends the pass.
 *   <li><b>Bound.</b> The stripes share the capacity: each has a limit, and the limits add up to the capacity. A stripe
 *       at its limit takes over unused capacity of the others. Only a thread that is inside {@code offer} while limits
 *       change can exceed the bound, by one item.
 *   <li><b>Counts.</b> The number of accepted items is the sum of the producer indices.
 * </ul>
 *
 * <p>{@code offer} is for any thread; {@code begin} and {@code drain} for one thread at a time, with a happens-before
 * edge between two of them. Producers write only their stripe's index and slots.
 */
public final class StripedMpscQueue {
    private static final VarHandle ASSIGNED = MethodHandles.arrayElementVarHandle(MpscRingBuffer[].class);
    private static final int SLOTS = 64;
    private static final int CONTENTION_THAT_SPLITS = 32;

    private final int capacity;
    private final int mostStripes;
    private final MpscRingBuffer first;
    /** The stripes by thread id; null if none is assigned yet. */
    private final @Nullable MpscRingBuffer[] assigned = new MpscRingBuffer[SLOTS];

    private final AtomicInteger nextStripe = new AtomicInteger();
    private final AtomicInteger contention = new AtomicInteger();
    private final long[] ends;
    private int begun = 1;
    private volatile MpscRingBuffer[] stripes;

    public StripedMpscQueue(int size, int processors) {
        first = new MpscRingBuffer(size);
        capacity = first.capacity();
        mostStripes = Math.min(4, Integer.highestOneBit(Math.max(1, Math.min(processors, capacity))));
        stripes = new MpscRingBuffer[] {first};
        ends = new long[mostStripes];
    }

    public int capacity() {
        return capacity;
    }

    /** Returns the first stripe, which is the whole queue while it {@link MpscRingBuffer#isSingleStripe}. */
    public MpscRingBuffer first() {
        return first;
    }

    /** Adds an item; returns false if the buffer is full. */
    public boolean offer(Object item) {
        return offer(MpscRingBuffer.ITEM, 0, item);
    }

    /**
     * Adds a value of a series by its token, or an item under the token {@link MpscRingBuffer#ITEM}; returns false if
     * the buffer is full.
     */
    boolean offer(long token, double value, @Nullable Object item) {
        while (true) {
            MpscRingBuffer mine = stripeOfCurrentThread();
            int answer = put(mine, token, value, item);
            if (answer == MpscRingBuffer.TAKEN) {
                return true;
            }
            if (answer == MpscRingBuffer.FULL) {
                // read after the stripe was assigned: a new stripe has no capacity yet
                MpscRingBuffer[] all = stripes;
                return all.length > 1 && offerAtLimit(all, mine, token, value, item);
            }
            contended();
        }
    }

    /** Returns the stripe of the calling thread. */
    MpscRingBuffer stripeOfCurrentThread() {
        int slot = (int) Thread.currentThread().getId() & (SLOTS - 1);
        MpscRingBuffer ring = (MpscRingBuffer) ASSIGNED.getAcquire(assigned, slot);
        return ring == null ? assignStripe(slot) : ring;
    }

    /** Counts a contention between producers. */
    void contended() {
        if (mostStripes > 1 && stripes.length == 1 && contention.incrementAndGet() >= CONTENTION_THAT_SPLITS) {
            split();
        }
    }

    private static int put(MpscRingBuffer ring, long token, double value, @Nullable Object item) {
        return item == null ? ring.offer(token, value) : ring.offer(item);
    }

    private synchronized void split() {
        if (stripes.length == 1) {
            MpscRingBuffer[] all = new MpscRingBuffer[mostStripes];
            all[0] = first;
            for (int i = 1; i < mostStripes; i++) {
                all[i] = new MpscRingBuffer(capacity);
                all[i].setLimit(0);
                all[i].setGateHint(true);
            }
            stripes = all;
            first.enableStriping();
        }
    }

    private MpscRingBuffer assignStripe(int slot) {
        MpscRingBuffer[] all = stripes;
        if (all.length == 1) {
            return first;
        }
        MpscRingBuffer next = all[(nextStripe.incrementAndGet() & Integer.MAX_VALUE) % all.length];
        MpscRingBuffer before = (MpscRingBuffer) ASSIGNED.compareAndExchange(assigned, slot, null, next);
        return before == null ? next : before;
    }

    private boolean offerAtLimit(
            MpscRingBuffer[] all, MpscRingBuffer mine, long token, double value, @Nullable Object item) {
        while (free(all) > 0) {
            synchronized (this) {
                share(all, mine);
                int answer = put(mine, token, value, item);
                while (answer == MpscRingBuffer.LOST) {
                    answer = put(mine, token, value, item);
                }
                if (answer == MpscRingBuffer.TAKEN) {
                    return true;
                }
            }
        }
        return false;
    }

    private int free(MpscRingBuffer[] all) {
        long used = 0;
        for (MpscRingBuffer stripe : all) {
            used += stripe.size();
        }
        return (int) Math.max(0, capacity - used);
    }

    /**
     * Distributes the free capacity: half of it, rounded up, to the requesting stripe, the rest to the others. The
     * stripes are closed meanwhile, so the sum is exact.
     */
    private void share(MpscRingBuffer[] all, MpscRingBuffer requesting) {
        for (MpscRingBuffer stripe : all) {
            stripe.setLimit(0);
        }
        int[] sizes = new int[all.length];
        int free = capacity;
        for (int i = 0; i < all.length; i++) {
            sizes[i] = all[i].size();
            free -= sizes[i];
        }
        int part = Math.max(0, free) / 2 / (all.length - 1);
        int largest = Math.max(0, free) - part * (all.length - 1);
        for (int i = 0; i < all.length; i++) {
            all[i].setLimit(sizes[i] + (all[i] == requesting ? largest : part));
        }
    }

    /** Returns the number of items ever accepted. For any thread. */
    public long accepted() {
        long sum = 0;
        for (MpscRingBuffer stripe : stripes) {
            sum += stripe.accepted();
        }
        return sum;
    }

    /** Returns the number of items ever processed. For any thread. */
    public long processed() {
        long sum = 0;
        for (MpscRingBuffer stripe : stripes) {
            sum += stripe.processed();
        }
        return sum;
    }

    public boolean isEmpty() {
        for (MpscRingBuffer stripe : stripes) {
            if (!stripe.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Sets whether producers have to check the gate. */
    void setGateHint(boolean at) {
        for (MpscRingBuffer stripe : stripes) {
            stripe.setGateHint(at);
        }
    }

    /** Begins a pass: determines the end for {@link #drain}. Returns whether there are new stripes. */
    public boolean begin() {
        MpscRingBuffer[] all = stripes;
        boolean more = all.length != begun;
        begun = all.length;
        Arrays.fill(ends, all.length, ends.length, 0);
        for (int i = all.length - 1; i >= 0; i--) {
            ends[i] = all[i].accepted();
        }
        return more;
    }

    /**
     * Passes at most {@code max} items of this pass to the consumer; returns their number, fewer at the end of the
     * pass.
     */
    public int drain(SlotConsumer consumer, int max) {
        int done = 0;
        MpscRingBuffer[] all = stripes;
        for (int i = 0; i < all.length && done < max; i++) {
            MpscRingBuffer ring = all[i];
            int wanted = (int) Math.min(ends[i] - ring.at(), max - done);
            if (wanted > 0) {
                int got = ring.published(wanted);
                consumer.process(ring, got);
                done += got;
                if (got < wanted) {
                    return done;
                }
            }
        }
        return done;
    }

    /** Returns whether {@link #drain} has reached the end that {@link #begin} determined. */
    public boolean isPassComplete() {
        MpscRingBuffer[] all = stripes;
        for (int i = 0; i < all.length; i++) {
            if (all[i].at() < ends[i]) {
                return false;
            }
        }
        return true;
    }

    /** The consumer of published slots. */
    public interface SlotConsumer {
        /** Processes a number of published slots from the consumer's index on, and frees each afterwards. */
        void process(MpscRingBuffer ring, int count);
    }
}
