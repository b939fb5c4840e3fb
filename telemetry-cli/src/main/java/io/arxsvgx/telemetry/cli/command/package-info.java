/** One class for each command that is over at once. */
@NullMarked
package io.arxsvgx.telemetry.cli.command;

import org.jspecify.annotations.NullMarked;
