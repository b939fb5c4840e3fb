// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/**
 * The discrete Fourier transform of complex numbers, in place. The factors are computed once. Costs n log n. Immutable.
 *
 * <p>Cooley and Tukey, Mathematics of Computation 19 (1965).
 */
final class FourierTransform {
    private final int size;
    private final double[] cosines;
    private final double[] sines;

    /**
     * Creates a transform.
     *
     * @param size the number of complex numbers, a power of two
     */
    FourierTransform(int size) {
        this.size = size;
        cosines = new double[size / 2];
        sines = new double[size / 2];
        for (int i = 0; i < size / 2; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / size);
            sines[i] = -Math.sin(2 * Math.PI * i / size);
        }
    }

    /** Returns the number of complex numbers. */
    int size() {
        return size;
    }

    /** Transforms the first complex numbers of arrays, given by their real and imaginary parts. */
    void apply(double[] real, double[] imaginary) {
        reorder(real, imaginary);
        for (int length = 2; length <= size; length *= 2) {
            int half = length / 2;
            int stride = size / length;
            for (int from = 0; from < size; from += length) {
                for (int i = 0; i < half; i++) {
                    combine(real, imaginary, from + i, from + i + half, i * stride);
                }
            }
        }
    }

    private void combine(double[] real, double[] imaginary, int a, int b, int factor) {
        double re = real[b] * cosines[factor] - imaginary[b] * sines[factor];
        double im = real[b] * sines[factor] + imaginary[b] * cosines[factor];
        real[b] = real[a] - re;
        imaginary[b] = imaginary[a] - im;
        real[a] += re;
        imaginary[a] += im;
    }

    /** Moves each number to the index with the bits reversed. */
    private void reorder(double[] real, double[] imaginary) {
        int shift = Integer.numberOfLeadingZeros(size) + 1;
        for (int i = 0; i < size; i++) {
            int j = Integer.reverse(i) >>> shift;
            if (i < j) {
                double re = real[i];
                double im = imaginary[i];
                real[i] = real[j];
                imaginary[i] = imaginary[j];
                real[j] = re;
                imaginary[j] = im;
            }
        }
    }
}
