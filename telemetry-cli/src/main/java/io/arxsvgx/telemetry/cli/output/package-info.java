/** What commands print: tables, JSON, progress. */
@NullMarked
package io.arxsvgx.telemetry.cli.output;

import org.jspecify.annotations.NullMarked;
