// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * An unmodifiable list of numbers that stores primitives rather than objects: an alert has a hundred numbers, and there
 * are thousands of alerts. Immutable.
 */
public final class DoubleList extends AbstractList<Double> implements RandomAccess {
    private final double[] values;

    private DoubleList(double[] values) {
        this.values = values;
    }

    /**
     * Returns a list over an array, which must not be changed afterwards.
     *
     * @param values the values
     * @return the list
     */
    public static DoubleList of(double[] values) {
        return new DoubleList(values);
    }

    /**
     * Returns an immutable copy of a list.
     *
     * @param numbers the numbers, none of them null
     * @return an immutable list; the same one if it is already such a list
     */
    public static List<Double> copyOf(List<Double> numbers) {
        if (numbers instanceof DoubleList) {
            return numbers;
        }
        double[] copy = new double[numbers.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = numbers.get(i);
        }
        return new DoubleList(copy);
    }

    @Override
    public Double get(int index) {
        return values[Objects.checkIndex(index, values.length)];
    }

    @Override
    public int size() {
        return values.length;
    }
}
