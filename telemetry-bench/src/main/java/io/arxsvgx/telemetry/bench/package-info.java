/** Benchmarks, each with its peer in the same class. */
@NullMarked
package io.arxsvgx.telemetry.bench;

import org.jspecify.annotations.NullMarked;
