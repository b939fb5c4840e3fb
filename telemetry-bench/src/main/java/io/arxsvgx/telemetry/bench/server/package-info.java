/** The load that the server handles: requests over loopback to a process of its own, compared with simpler handlers. */
@NullMarked
package io.arxsvgx.telemetry.bench.server;

import org.jspecify.annotations.NullMarked;
