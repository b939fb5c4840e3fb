/** What the server carries: requests over loopback to a process of its own, beside handlers that do less. */
@NullMarked
package io.arxsvgx.telemetry.bench.server;

import org.jspecify.annotations.NullMarked;
