/**
 * The cost of rules: the same events replayed through hand-written loops, through the processor, and through its peers.
 */
@NullMarked
package io.arxsvgx.telemetry.bench.replay;

import org.jspecify.annotations.NullMarked;
