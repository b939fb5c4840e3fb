// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import java.util.List;

/** A sequence of steps, applied to a processor and its model, which are compared after each step. */
final class Sequence {
    /** How a sequence ended. */
    enum End {
        AGREED,
        UNSPECIFIED
    }

    private Sequence() {}

    /**
     * Plays a sequence.
     *
     * @param steps the steps
     * @param settlesEachStep whether calls of actions are compared after each step, for which the processor is stopped
     *     and started, or after the last only
     */
    static End play(List<Step> steps, boolean settlesEachStep) {
        try (World world = new World()) {
            world.registerAction("a");
            world.registerAction("b");
            return play(world, steps, settlesEachStep);
        }
    }

    private static End play(World world, List<Step> steps, boolean settlesEachStep) {
        Comparison comparison = new Comparison(world);
        for (int i = 0; i < steps.size(); i++) {
            try {
                steps.get(i).apply(world);
                world.drain();
            } catch (UnspecifiedException e) {
                return End.UNSPECIFIED;
            }
            report(steps, i, comparison.alerts());
            if (settlesEachStep || i == steps.size() - 1) {
                world.settle();
                report(steps, i, comparison.calls());
            }
        }
        return End.AGREED;
    }

    private static void report(List<Step> steps, int last, List<String> differences) {
        if (!differences.isEmpty()) {
            StringBuilder text =
                    new StringBuilder("the processor differs from the model after step " + (last + 1) + ":");
            differences.forEach(one -> text.append("\n  ").append(one));
            for (int i = 0; i <= last; i++) {
                text.append("\n  ").append(i + 1).append(". ").append(steps.get(i));
            }
            throw new AssertionError(text.toString());
        }
    }
}
