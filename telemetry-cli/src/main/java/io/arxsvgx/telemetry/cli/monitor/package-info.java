/** The commands that watch a server. */
@NullMarked
package io.arxsvgx.telemetry.cli.monitor;

import org.jspecify.annotations.NullMarked;
