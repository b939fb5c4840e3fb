// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.TimeSource;

/**
 * A decorator that measures another parser and passes its results and exceptions on unchanged. Each quantity has a type
 * of its own, all of the source {@value #SOURCE}:
 *
 * <table> <caption>Events of each file</caption>
 * <tr><th>type</th><th>status</th><th>value</th></tr>
 * <tr><td>{@value #BYTES}</td><td>processing</td><td>the file's length, before it is parsed</td></tr>
 * <tr><td>{@value #ELEMENTS}, {@value #ATTRIBUTES}, {@value #SEGMENTS}</td><td>completed</td><td>the counts in the
 * file</td></tr>
 * <tr><td>{@value #MILLIS}</td><td>completed</td><td>the duration of parsing</td></tr>
 * <tr><td>{@value #FAILED}</td><td>completed, failed</td><td>0 for a good file, 1 for a broken one</td></tr>
 * </table>
 *
 * As thread-safe as the parser it wraps.
 */
public final class TelemetrySvgParser implements SvgParser {
    /** The source of all its events. */
    public static final String SOURCE = "svg_parser";
    /** The type for a file's length in bytes. */
    public static final String BYTES = "parse_bytes";
    /** The type for the number of elements. */
    public static final String ELEMENTS = "parse_elements";
    /** The type for the number of attributes. */
    public static final String ATTRIBUTES = "parse_attributes";
    /** The type for the number of path segments. */
    public static final String SEGMENTS = "parse_segments";
    /** The type for the time in milliseconds. */
    public static final String MILLIS = "parse_millis";
    /** The type for 1 on a failure, 0 otherwise. */
    public static final String FAILED = "parse_failed";

    private static final double NANOS_PER_MILLI = 1e6;

    private final SvgParser delegate;
    private final TimeSource clock;
    private final TelemetrySeries bytes;
    private final TelemetrySeries elements;
    private final TelemetrySeries attributes;
    private final TelemetrySeries segments;
    private final TelemetrySeries millis;
    private final TelemetrySeries failed;

    private TelemetrySvgParser(SvgParser delegate, TelemetryProcessor processor, TimeSource clock) {
        this.delegate = delegate;
        this.clock = clock;
        bytes = processor.series(SOURCE, BYTES);
        elements = processor.series(SOURCE, ELEMENTS);
        attributes = processor.series(SOURCE, ATTRIBUTES);
        segments = processor.series(SOURCE, SEGMENTS);
        millis = processor.series(SOURCE, MILLIS);
        failed = processor.series(SOURCE, FAILED);
    }

    /**
     * Wraps a parser, and measures with the system's clock.
     *
     * @param delegate the parser
     * @param processor the processor that receives the events
     * @return a parser with the same results that is measured
     */
    public static TelemetrySvgParser wrap(SvgParser delegate, TelemetryProcessor processor) {
        return wrap(delegate, processor, TimeSource.system());
    }

    /**
     * Wraps a parser.
     *
     * @param delegate the parser
     * @param processor the processor that receives the events
     * @param clock the clock that measures durations
     * @return a parser with the same results that is measured
     */
    public static TelemetrySvgParser wrap(SvgParser delegate, TelemetryProcessor processor, TimeSource clock) {
        return new TelemetrySvgParser(delegate, processor, clock);
    }

    @Override
    public SvgDocument parse(byte[] svg) {
        bytes.record(svg.length, Status.PROCESSING);
        long start = clock.nanoTime();
        SvgDocument document;
        try {
            document = delegate.parse(svg);
        } catch (RuntimeException | Error e) {
            failed.record(1, Status.FAILED);
            throw e;
        }
        millis.record((clock.nanoTime() - start) / NANOS_PER_MILLI, Status.COMPLETED);
        elements.record(document.elements(), Status.COMPLETED);
        attributes.record(document.attributes(), Status.COMPLETED);
        segments.record(document.segments(), Status.COMPLETED);
        failed.record(0, Status.COMPLETED);
        return document;
    }
}
