// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import io.arxsvgx.telemetry.examples.svg.host.TourStep.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A round over all files of the package, in random order, with broken, large and growing files between them. */
final class Round {
    private static final double[] BROKEN_AT = {0.03, 0.5, 0.8};
    private static final double[] CLOSE_LOOK_AT = {0.2, 0.65};
    private static final double DRAWING_AT = 0.35;
    private static final int DRAWING_VERSIONS = 10;
    private static final int DRAWING_WEIGHT = 60;
    private static final int SHAPES_PER_VERSION = 2_000;
    private static final int SHAPES_PER_ROUND = 1_000;

    private final List<SvgFile> icons;
    private final int number;
    private final Random random;
    private final MadeFiles made;

    private Round(List<SvgFile> icons, int number, long seed) {
        this.icons = icons;
        this.number = number;
        this.random = new Random(seed * 31 + number);
        this.made = new MadeFiles(random.nextLong());
    }

    /** Returns the steps of a round; an equal seed and number give equal steps. */
    static List<TourStep> steps(List<SvgFile> icons, int number, long seed) {
        return new Round(icons, number, seed).steps();
    }

    private List<TourStep> steps() {
        List<SvgFile> shuffled = new ArrayList<>(icons);
        Collections.shuffle(shuffled, random);
        List<TourStep> steps = new ArrayList<>();
        for (int i = 0; i < shuffled.size(); i++) {
            double before = (double) i / shuffled.size();
            double after = (i + 1.0) / shuffled.size();
            if (within(before, after, BROKEN_AT)) {
                addBroken(steps);
            }
            if (within(before, after, DRAWING_AT)) {
                addDrawing(steps);
            }
            SvgFile icon = shuffled.get(i);
            Kind kind = within(before, after, CLOSE_LOOK_AT) ? Kind.CLOSE_LOOK : Kind.ICON;
            steps.add(new TourStep(kind, () -> icon, 1));
        }
        return steps;
    }

    private void addBroken(List<TourStep> steps) {
        int count = 5 + random.nextInt(8);
        for (int kind = 0; kind < count; kind++) {
            SvgFile broken = made.broken(icons.get(random.nextInt(icons.size())), kind);
            steps.add(new TourStep(Kind.BROKEN, () -> broken, 1));
        }
    }

    /** A drawing is large, so each version is created when its step is due, and discarded after it. */
    private void addDrawing(List<TourStep> steps) {
        for (int version = 1; version <= DRAWING_VERSIONS; version++) {
            int shapes = version * (SHAPES_PER_VERSION + number * SHAPES_PER_ROUND);
            Supplier<SvgFile> drawing = () -> made.drawing(shapes);
            steps.add(new TourStep(Kind.DRAWING, drawing, DRAWING_WEIGHT));
        }
    }

    private static boolean within(double before, double after, double... places) {
        for (double place : places) {
            if (before <= place && place < after) {
                return true;
            }
        }
        return false;
    }
}
