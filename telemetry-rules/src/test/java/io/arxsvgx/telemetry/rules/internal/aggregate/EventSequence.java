// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.rules.internal.adaptive.Mixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random events with gaps, equal times and late ones, and values of one kind. */
final class EventSequence {
    private static final List<List<Integer>> INPUTS = List.of(List.of(0), List.of(1), List.of(0, 1), List.of());
    private static final List<Mixture> MIXTURES = List.of(Mixture.values());
    private static final long[] STEPS = {1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L};

    /** The typical time between two events in nanoseconds. */
    final long step;

    final List<NaiveRule.Event> events = new ArrayList<>();

    EventSequence(Random random, int length) {
        step = STEPS[random.nextInt(STEPS.length)];
        long newest = start(random);
        int values = random.nextInt(2 * MIXTURES.size());
        boolean areOrdered = random.nextInt(4) == 0;
        for (int i = 0; i < length; i++) {
            long time = areOrdered ? later(newest, step) : time(random, newest);
            newest = Math.max(newest, time);
            double value = value(random, values, i);
            events.add(new NaiveRule.Event(
                    value, time, value > 75 ? "ERROR" : "OK", INPUTS.get(random.nextInt(INPUTS.size()))));
        }
    }

    private static long start(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE - 1_000;
            case 2 -> 0;
            default -> 1_700_000_000_000_000_000L;
        };
    }

    private static long later(long time, long by) {
        return time > Long.MAX_VALUE - by ? Long.MAX_VALUE : time + by;
    }

    private long time(Random random, long newest) {
        return switch (random.nextInt(12)) {
            case 0 -> newest;
            case 1 -> later(newest, step * random.nextInt(30));
            case 2 -> later(newest, step * random.nextInt(300));
            case 3, 4 -> earlier(newest, step * random.nextInt(4));
            case 5 -> earlier(newest, step * random.nextInt(60));
            default -> later(newest, (long) (step * random.nextDouble() * 2));
        };
    }

    private static long earlier(long time, long by) {
        return time < Long.MIN_VALUE + by ? Long.MIN_VALUE : time - by;
    }

    private static double value(Random random, int kind, int i) {
        if (kind < MIXTURES.size()) {
            return MIXTURES.get(kind).next(random, i);
        }
        return switch (kind % 4) {
            case 0 -> random.nextInt(8);
            case 1 -> 70 + random.nextInt(12);
            case 2 -> i % (20 + kind) * 0.1;
            default -> random.nextInt(5) == 0 ? -0.0 : Math.rint(random.nextGaussian() * 50) / 10;
        };
    }
}
