/**
 * What the rules cost: the same events replayed, on one thread, through hand-written loops, through the processor, and
 * through its peers.
 */
@NullMarked
package io.arxsvgx.telemetry.bench.replay;

import org.jspecify.annotations.NullMarked;
