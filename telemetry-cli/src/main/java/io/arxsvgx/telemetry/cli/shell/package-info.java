/** The environment of a run of the command line: variables, streams, signals and exit codes. */
@NullMarked
package io.arxsvgx.telemetry.cli.shell;

import org.jspecify.annotations.NullMarked;
