// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/**
 * A sort of up to some thousand numbers that allocates nothing, unlike {@link java.util.Arrays#sort(double[])}, which
 * allocates for arrays that are almost sorted. Numbers that are sorted already cost one pass for each gap.
 *
 * <p>Shell, Communications of the ACM 2 (1959); the gaps: Ciura, "Best increments for the average case of Shellsort" (2001),
 * then 2.25 times the one before.
 */
public final class ShellSort {
    private static final int[] GAPS = {7983, 3548, 1577, 701, 301, 132, 57, 23, 10, 4, 1};

    private ShellSort() {}

    /**
     * Sorts the first numbers of an array.
     *
     * @param numbers the numbers, none of which is NaN
     * @param size how many of them
     */
    public static void sort(double[] numbers, int size) {
        for (int gap : GAPS) {
            for (int i = gap; i < size; i++) {
                double moved = numbers[i];
                int at = i;
                while (at >= gap && numbers[at - gap] > moved) {
                    numbers[at] = numbers[at - gap];
                    at -= gap;
                }
                numbers[at] = moved;
            }
        }
    }

    /**
     * Sorts the first numbers of an array.
     *
     * @param numbers the numbers
     * @param size how many of them
     */
    public static void sort(long[] numbers, int size) {
        for (int gap : GAPS) {
            for (int i = gap; i < size; i++) {
                long moved = numbers[i];
                int at = i;
                while (at >= gap && numbers[at - gap] > moved) {
                    numbers[at] = numbers[at - gap];
                    at -= gap;
                }
                numbers[at] = moved;
            }
        }
    }
}
