// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

/**
 * The samples of a window in order, in one circular array: each an entry of its time, the number of values that it stands for,
 * and the numbers of a {@link SampleSummary}. The entries are in two parts, the older and the newer one. The first entry of the
 * array, at {@link #AGGREGATE}, is no sample: it is room for the aggregate of the newer part. One object serves all series in
 * turn. Confined to the processor thread.
 */
final class SampleRing {
    /** The place of the time in an entry. */
    static final int TIME = 0;

    /** The place of the number of values in an entry. */
    static final int COUNT = 1;

    /** The place of the first number of the summary in an entry. */
    static final int NUMBERS = 2;

    /** The position of the aggregate of the newer part. */
    static final int AGGREGATE = 0;

    private static final long[] EMPTY = {};

    /** The length of an entry. */
    final int stride;

    long[] numbers = EMPTY;

    /** The position of the oldest entry; that of the first one while the array is empty. */
    int head;

    /** The number of entries. */
    int size;

    /** The number of entries in the older part. */
    int older;

    SampleRing(int stride) {
        this.stride = stride;
        head = stride;
    }

    /** Returns the number of entries for which the array has room. */
    int capacity() {
        return numbers.length == 0 ? 0 : numbers.length / stride - 1;
    }

    boolean isFull() {
        return numbers.length == 0 || (size + 1) * stride == numbers.length;
    }

    /** Returns the position of the {@code k}-th entry, from 0, the oldest. */
    int position(int k) {
        int position = head + k * stride;
        return position < numbers.length ? position : position - numbers.length + stride;
    }

    long time(int k) {
        return numbers[position(k)];
    }

    long count(int k) {
        return numbers[position(k) + COUNT];
    }

    /** Returns the index of the first entry that is newer than a time; {@link #size} if there is none. */
    int firstAfter(long time) {
        if (size == 0 || time(size - 1) <= time) {
            return size;
        }
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Inserts an entry before the {@code k}-th one, for which there is room. Moves the entries on the nearer side. */
    void insert(int k, long[] entry) {
        if (k < size - k) {
            head = head == stride ? numbers.length - stride : head - stride;
            for (int i = 0; i < k; i++) {
                copy(i + 1, i);
            }
        } else {
            for (int i = size; i > k; i--) {
                copy(i - 1, i);
            }
        }
        size++;
        System.arraycopy(entry, 0, numbers, position(k), stride);
    }

    /** Copies an entry over another one. */
    void copy(int from, int to) {
        System.arraycopy(numbers, position(from), numbers, position(to), stride);
    }

    /** Removes the oldest entry; returns its number of values. */
    long removeOldest() {
        long count = numbers[head + COUNT];
        head += stride;
        if (head == numbers.length) {
            head = stride;
        }
        size--;
        older = Math.max(0, older - 1);
        return count;
    }

    /** Replaces the array by one with room for another number of entries, at least {@link #size}. */
    void resize(int capacity) {
        long[] made = new long[(capacity + 1) * stride];
        if (numbers.length > 0) {
            System.arraycopy(numbers, AGGREGATE, made, AGGREGATE, stride);
            int untilEnd = Math.min(size * stride, numbers.length - head);
            System.arraycopy(numbers, head, made, stride, untilEnd);
            System.arraycopy(numbers, stride, made, stride + untilEnd, size * stride - untilEnd);
        }
        numbers = made;
        head = stride;
    }

    /** Returns whether the numbers describe a ring, before anything else is read. */
    static boolean isValid(long[] numbers, int stride, int maxEntries, long head, long size, long older) {
        if (numbers.length == 0) {
            return head == stride && size == 0 && older == 0;
        }
        int capacity = numbers.length / stride - 1;
        return numbers.length % stride == 0
                && capacity >= 1
                && capacity <= maxEntries
                && head >= stride
                && head < numbers.length
                && head % stride == 0
                && older >= 0
                && older <= size
                && size <= capacity;
    }
}
