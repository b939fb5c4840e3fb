// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.viewport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.arxsvgx.telemetry.examples.svg.parser.Bounds;
import io.arxsvgx.telemetry.examples.svg.parser.Point;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BoundedViewportManagerProperties {
    private static final ViewportLimits LIMITS = new ViewportLimits(0.05, 40);
    private static final Bounds DOCUMENT = new Bounds(-20, 10, 300, 200);

    @Property
    void toWorld_afterAnyCalls_undoesToScreen(@ForAll("calls") List<Call> calls, @ForAll("points") Point point) {
        ViewportManager viewport = after(calls);

        Point there = viewport.toWorld(viewport.toScreen(point));
        Point back = viewport.toScreen(viewport.toWorld(point));

        assertClose(there, point);
        assertClose(back, point);
    }

    @Property
    void calls_any_keepLevelWithinLimitsAndMiddleOverDocument(@ForAll("calls") List<Call> calls) {
        ViewportManager viewport = after(calls);

        Point middle = viewport.toWorld(new Point(400, 300));

        assertThat(viewport.zoomLevel()).isBetween(LIMITS.minZoom(), LIMITS.maxZoom());
        assertThat(middle).isEqualTo(DOCUMENT.nearest(middle));
    }

    @Property
    void zoom_inAndOutAgain_restoresView(@ForAll("points") Point point) {
        ViewportManager viewport = after(List.of());
        Point before = viewport.toScreen(point);

        viewport.zoom(2);
        viewport.zoom(0.5);

        assertClose(viewport.toScreen(point), before);
    }

    @Property
    void pan_any_reachesNoMoreThanAsked(@ForAll("calls") List<Call> calls, @ForAll("points") Point distance) {
        ViewportManager viewport = after(calls);

        double reached = viewport.pan(distance.x(), distance.y());

        assertThat(reached).isBetween(0.0, Math.hypot(distance.x(), distance.y()) + 1e-6);
    }

    @Provide
    Arbitrary<Point> points() {
        Arbitrary<Double> coordinate = Arbitraries.doubles().between(-1_000, 1_000);
        return Combinators.combine(coordinate, coordinate).as(Point::new);
    }

    @Provide
    Arbitrary<List<Call>> calls() {
        Arbitrary<Call> zoom = Combinators.combine(Arbitraries.doubles().between(0.01, 100), points())
                .as((factor, cursor) -> new Call("zoom " + factor, v -> v.zoom(factor, cursor)));
        Arbitrary<Call> pan =
                points().map(distance -> new Call("pan " + distance, v -> v.pan(distance.x(), distance.y())));
        Arbitrary<Call> fit = Arbitraries.of(new Call("fit", v -> v.fit(DOCUMENT)));
        return Arbitraries.oneOf(zoom, pan, fit).list().ofMaxSize(10).withoutEdgeCases();
    }

    private static ViewportManager after(List<Call> calls) {
        ViewportManager viewport = BoundedViewportManager.create(800, 600, LIMITS);
        viewport.fit(DOCUMENT);
        calls.forEach(call -> call.on().accept(viewport));
        return viewport;
    }

    private static void assertClose(Point actual, Point expected) {
        assertThat(actual.x()).isCloseTo(expected.x(), within(1e-6));
        assertThat(actual.y()).isCloseTo(expected.y(), within(1e-6));
    }

    /** A call, with a name for reports. */
    public record Call(String name, Consumer<ViewportManager> on) {
        @Override
        public String toString() {
            return name;
        }
    }
}
