/**
 * A processor with everything around it, assembled by one builder.
 *
 * <p>{@link io.arxsvgx.telemetry.runtime.TelemetryRuntime} creates a processor, and with a data folder its alert store and its
 * saved state, and a server. It starts them in the order in which each finds what it depends on, and closes them in reverse.
 * What it assembles is what a program could assemble from the other modules.
 */
@NullMarked
package io.arxsvgx.telemetry.runtime;

import org.jspecify.annotations.NullMarked;
