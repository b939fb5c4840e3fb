/** The commands that do not run until they are stopped. */
@NullMarked
package io.arxsvgx.telemetry.cli.command;

import org.jspecify.annotations.NullMarked;
