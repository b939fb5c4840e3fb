/** Immutable views of a processor: its metrics, its status, what a dashboard shows. */
@NullMarked
package io.arxsvgx.telemetry.snapshot;

import org.jspecify.annotations.NullMarked;
