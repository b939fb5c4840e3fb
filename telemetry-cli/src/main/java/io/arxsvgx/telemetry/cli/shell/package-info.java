/** What surrounds a run of the command line: variables, streams, signals, and how a run ends. */
@NullMarked
package io.arxsvgx.telemetry.cli.shell;

import org.jspecify.annotations.NullMarked;
