// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.spi;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;

/**
 * A source of events that {@code telemetry start --demo} runs, with rules on them. Every implementation that {@link
 * java.util.ServiceLoader} finds is run: it is named in {@code META-INF/services/io.arxsvgx.telemetry.cli.spi.Demonstration}
 * and has a public constructor without parameters. The command line calls it from one thread.
 */
public interface Demonstration {
    /**
     * Returns what the events come from, for the line that the command prints once it has started.
     *
     * @return a noun phrase, such as {@code a host that parses SVG files}
     */
    String description();

    /**
     * Returns the rules on its events, which are added before it starts.
     *
     * @param action the action of each rule
     * @return the rules; ids that no other demonstration uses
     */
    List<AlertRule> rules(String action);

    /**
     * Starts to record events on a thread of its own, and returns at once.
     *
     * @param processor records the events; it runs until the feed is closed
     * @return the running feed, which the command line closes before it stops the processor
     */
    Feed start(TelemetryProcessor processor);

    /** A demonstration that records events until it is closed. */
    @FunctionalInterface
    interface Feed extends AutoCloseable {
        /** Stops recording events. */
        @Override
        void close();
    }
}
