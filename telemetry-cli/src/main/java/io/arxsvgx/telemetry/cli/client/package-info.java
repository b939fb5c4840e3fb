/** The client of a running server. */
@NullMarked
package io.arxsvgx.telemetry.cli.client;

import org.jspecify.annotations.NullMarked;
