/**
 * An SVG host: a parser and a viewport manager that know nothing of telemetry, decorators that measure them, and a main
 * class that drives both over two thousand real files, some broken ones and some huge ones.
 *
 * <p>Start at {@link io.arxsvgx.telemetry.examples.svg.host.SvgHost}; what a host of its own would copy are {@link
 * io.arxsvgx.telemetry.examples.svg.parser.TelemetrySvgParser} and {@link
 * io.arxsvgx.telemetry.examples.svg.viewport.TelemetryViewportManager}.
 */
@NullMarked
package io.arxsvgx.telemetry.examples.svg;

import org.jspecify.annotations.NullMarked;
