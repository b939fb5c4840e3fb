/**
 * Telemetry with alerting inside a program's own process.
 *
 * <p>{@link io.arxsvgx.telemetry.TelemetryProcessor} is the way in: it takes events, evaluates rules on them, and opens,
 * holds and resolves alerts. The host hands events in by {@link io.arxsvgx.telemetry.TelemetryProcessor#ingest} or,
 * where it counts, through a {@link io.arxsvgx.telemetry.TelemetrySeries}.
 */
@NullMarked
package io.arxsvgx.telemetry;

import org.jspecify.annotations.NullMarked;
