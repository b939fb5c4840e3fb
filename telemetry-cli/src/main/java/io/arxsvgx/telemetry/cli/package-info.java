/** The command line: {@link io.arxsvgx.telemetry.cli.TelemetryCli} and its commands. */
@NullMarked
package io.arxsvgx.telemetry.cli;

import org.jspecify.annotations.NullMarked;
