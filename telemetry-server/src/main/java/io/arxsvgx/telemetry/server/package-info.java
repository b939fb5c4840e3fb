/** A processor's outer door: HTTP, WebSocket and a page. */
@NullMarked
package io.arxsvgx.telemetry.server;

import org.jspecify.annotations.NullMarked;
