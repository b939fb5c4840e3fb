// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart of the alert of one rule on a fixed series of events.
 *
 * @param name the name of its file
 * @param title what it shows
 * @param rule the rule that is evaluated
 * @param events the events
 * @param tracks what is drawn, from top to bottom
 * @param window the length of the window before the alert fires, in seconds; 0 for none
 * @param until the end of the chart, in seconds
 */
record RuleChart(
        String name,
        String title,
        AlertRule rule,
        List<ChartEvent> events,
        List<Track> tracks,
        double window,
        int until) {
    static final String SOURCE = "pump_7";

    /** Starts a chart. */
    static RuleChart of(String name, String title, AlertRule rule, int until) {
        return new RuleChart(name, title, rule, List.of(), List.of(), 0, until);
    }

    RuleChart with(List<ChartEvent> more) {
        List<ChartEvent> all = new ArrayList<>(events);
        all.addAll(more);
        all.sort((one, other) -> Integer.compare(one.second(), other.second()));
        return new RuleChart(name, title, rule, List.copyOf(all), tracks, window, until);
    }

    RuleChart with(Track track) {
        List<Track> all = new ArrayList<>(tracks);
        all.add(track);
        return new RuleChart(name, title, rule, events, List.copyOf(all), window, until);
    }

    RuleChart window(double seconds) {
        return new RuleChart(name, title, rule, events, tracks, seconds, until);
    }

    /** Returns the source of the events, which the rule may name. */
    String source() {
        return rule.source().contains("*") ? SOURCE : rule.source();
    }

    /**
     * A part of a chart with an axis of its own.
     *
     * @param label its label
     * @param type the type of its events; empty for the figure that the condition computes
     * @param min the lower end of the axis
     * @param max the upper end of the axis
     * @param limits the limits to draw
     */
    record Track(String label, String type, double min, double max, List<Limit> limits) {
        /** The values of the events of a type. */
        static Track values(String type, double min, double max) {
            return new Track(type, type, min, max, List.of());
        }

        /** The figure that the condition computes. */
        static Track figure(String label, double min, double max) {
            return new Track(label, "", min, max, List.of());
        }

        Track limit(double value, String text) {
            List<Limit> all = new ArrayList<>(limits);
            all.add(new Limit(value, text));
            return new Track(label, type, min, max, List.copyOf(all));
        }

        boolean isFigure() {
            return type.isEmpty();
        }
    }

    /**
     * A limit, as a line with a text.
     *
     * @param value its place on the axis
     * @param text the text beside it
     */
    record Limit(double value, String text) {}
}
