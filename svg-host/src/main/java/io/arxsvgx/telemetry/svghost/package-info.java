/**
 * An SVG host: a parser and a viewport manager that know nothing of telemetry, decorators that measure them, and a main
 * class that drives both over two thousand real files, some broken ones and some huge ones.
 *
 * <p>Start at {@link io.arxsvgx.telemetry.svghost.SvgHost}; what a host of its own would copy are {@link
 * io.arxsvgx.telemetry.svghost.TelemetrySvgParser} and {@link
 * io.arxsvgx.telemetry.svghost.TelemetryViewportManager}.
 */
@NullMarked
package io.arxsvgx.telemetry.svghost;

import org.jspecify.annotations.NullMarked;
