/** The metrics of a server in the Prometheus text formats. */
@NullMarked
package io.arxsvgx.telemetry.server.internal.metrics;

import org.jspecify.annotations.NullMarked;
