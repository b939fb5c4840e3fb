/**
 * An SVG host: a parser and a viewport manager without telemetry, decorators that measure them, and a main class that
 * runs both over two thousand real files, including broken and huge ones.
 *
 * <p>Start at {@link io.arxsvgx.telemetry.examples.svg.host.SvgHost}. A host of your own would copy {@link
 * io.arxsvgx.telemetry.examples.svg.parser.TelemetrySvgParser} and {@link
 * io.arxsvgx.telemetry.examples.svg.viewport.TelemetryViewportManager}.
 */
@NullMarked
package io.arxsvgx.telemetry.examples.svg;

import org.jspecify.annotations.NullMarked;
