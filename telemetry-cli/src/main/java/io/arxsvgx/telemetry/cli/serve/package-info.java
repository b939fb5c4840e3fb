/** The command that runs a server. */
@NullMarked
package io.arxsvgx.telemetry.cli.serve;

import org.jspecify.annotations.NullMarked;
