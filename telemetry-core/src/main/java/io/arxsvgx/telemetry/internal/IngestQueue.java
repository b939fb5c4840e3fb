// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * The bounded buffer between the host's threads and the loop: many producers, one consumer, lock-free.
 *
 * <p>It begins as one queue. When producers are seen to contend for it, it becomes a few stripes, once and for all, and
 * each thread is dealt one of them. Three things hold all the same:
 *
 * <ul>
 *   <li><b>Order.</b> What one thread handed in comes out in that order. A thread moves at most once, from the first
 *       stripe to a later one; a turn reads the producer indices from the last stripe to the first and drains from the
 *       first to the last, so a thread's earlier items in the first stripe are within the limit, and taken first,
 *       whenever a later item of its is. A stripe whose next slot is claimed but not filled ends the turn.
 *   <li><b>Bound.</b> The stripes share the capacity: each has a limit, and the limits add up to the capacity. A stripe
 *       at its limit takes over what the others do not use. Only a thread that is inside {@code offer} while limits
 *       move can put one item too many.
 *   <li><b>Counts.</b> What was accepted is the sum of the producer indices.
 * </ul>
 *
 * <p>{@code offer} is for any thread; {@code begin} and {@code drain} for one thread at a time, with a happens-before
 * edge between two of them. Producers write nothing here but their stripe's index and slots.
 */
public final class IngestQueue {
    private static final int SLOTS = 64;
    private static final int UNDEALT = -1;
    private static final int CONTENTION_THAT_SPLITS = 32;

    private final int capacity;
    private final int mostStripes;
    private final Stripe first;
    private final AtomicIntegerArray dealt = new AtomicIntegerArray(SLOTS);
    private final AtomicInteger nextDeal = new AtomicInteger();
    private final AtomicInteger contention = new AtomicInteger();
    private final long[] ends;
    private volatile Stripe[] stripes;

    public IngestQueue(int size, int processors) {
        first = new Stripe(size);
        capacity = first.queue.capacity();
        mostStripes = Math.min(4, Integer.highestOneBit(Math.max(1, Math.min(processors, capacity))));
        stripes = new Stripe[] {first};
        ends = new long[mostStripes];
        for (int i = 0; i < SLOTS; i++) {
            dealt.set(i, UNDEALT);
        }
    }

    public int capacity() {
        return capacity;
    }

    /** Takes an item, or answers false because the buffer is full. */
    public boolean offer(Object item) {
        Stripe[] all = stripes;
        if (all.length == 1) {
            int answer = first.queue.failFastOffer(item);
            return answer == 0 || (answer < 0 && offerContended(item));
        }
        int slot = (int) Thread.currentThread().getId() & (SLOTS - 1);
        int index = dealt.getOpaque(slot);
        Stripe mine = all[index == UNDEALT ? deal(slot, all.length) : index];
        return mine.queue.offerIfBelowThreshold(item, mine.limit) || offerAtLimit(all, mine, item);
    }

    private boolean offerContended(Object item) {
        if (mostStripes > 1 && contention.incrementAndGet() >= CONTENTION_THAT_SPLITS) {
            split();
            return offer(item);
        }
        return first.queue.offer(item);
    }

    private synchronized void split() {
        if (stripes.length == 1) {
            Stripe[] all = new Stripe[mostStripes];
            all[0] = first;
            for (int i = 1; i < mostStripes; i++) {
                all[i] = new Stripe(capacity);
                all[i].limit = 0;
            }
            stripes = all;
        }
    }

    private int deal(int slot, int count) {
        int index = (nextDeal.incrementAndGet() & Integer.MAX_VALUE) % count;
        return dealt.compareAndSet(slot, UNDEALT, index) ? index : dealt.get(slot);
    }

    private boolean offerAtLimit(Stripe[] all, Stripe mine, Object item) {
        while (free(all) > 0) {
            synchronized (this) {
                share(all, mine);
                if (mine.queue.offerIfBelowThreshold(item, mine.limit)) {
                    return true;
                }
            }
        }
        return false;
    }

    private int free(Stripe[] all) {
        long used = 0;
        for (Stripe stripe : all) {
            used += stripe.queue.size();
        }
        return (int) Math.max(0, capacity - used);
    }

    /**
     * Deals out the free room: half of it, rounded up, to the stripe that asks, the rest to the others. The stripes are
     * shut meanwhile, so what is dealt is what is there.
     */
    private void share(Stripe[] all, Stripe asking) {
        for (Stripe stripe : all) {
            stripe.limit = 0;
        }
        int[] sizes = new int[all.length];
        int free = capacity;
        for (int i = 0; i < all.length; i++) {
            sizes[i] = all[i].queue.size();
            free -= sizes[i];
        }
        int part = Math.max(0, free) / 2 / (all.length - 1);
        int most = Math.max(0, free) - part * (all.length - 1);
        for (int i = 0; i < all.length; i++) {
            all[i].limit = sizes[i] + (all[i] == asking ? most : part);
        }
    }

    /** How many items were ever accepted. For any thread. */
    public long accepted() {
        long sum = 0;
        for (Stripe stripe : stripes) {
            sum += stripe.queue.currentProducerIndex();
        }
        return sum;
    }

    public boolean isEmpty() {
        for (Stripe stripe : stripes) {
            if (!stripe.queue.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Begins a turn: fixes up to where {@link #drain} may go. */
    public void begin() {
        Stripe[] all = stripes;
        Arrays.fill(ends, all.length, ends.length, 0);
        for (int i = all.length - 1; i >= 0; i--) {
            ends[i] = all[i].queue.currentProducerIndex();
        }
    }

    /** Hands at most {@code most} items of this turn to the consumer; answers how many; fewer when the turn is over. */
    public int drain(MessagePassingQueue.Consumer<Object> consumer, int most) {
        int done = 0;
        Stripe[] all = stripes;
        for (int i = 0; i < all.length && done < most; i++) {
            MpscVarHandleArrayQueue<Object> queue = all[i].queue;
            int wanted = (int) Math.min(ends[i] - queue.currentConsumerIndex(), most - done);
            if (wanted > 0) {
                int got = queue.drain(consumer, wanted);
                done += got;
                if (got < wanted) {
                    return done;
                }
            }
        }
        return done;
    }

    /** Whether {@link #drain} has come to where {@link #begin} fixed the turn's end. */
    public boolean isTurnOver() {
        Stripe[] all = stripes;
        for (int i = 0; i < all.length; i++) {
            if (all[i].queue.currentConsumerIndex() < ends[i]) {
                return false;
            }
        }
        return true;
    }

    private static final class Stripe {
        final MpscVarHandleArrayQueue<Object> queue;
        volatile int limit;

        Stripe(int size) {
            queue = new MpscVarHandleArrayQueue<>(size);
            limit = queue.capacity();
        }
    }
}
