/** The output of commands: tables, JSON and progress. */
@NullMarked
package io.arxsvgx.telemetry.cli.output;

import org.jspecify.annotations.NullMarked;
