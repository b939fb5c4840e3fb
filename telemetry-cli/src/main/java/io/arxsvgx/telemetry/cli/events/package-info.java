/** Files of events: reading, making, and handing them to a server. */
@NullMarked
package io.arxsvgx.telemetry.cli.events;

import org.jspecify.annotations.NullMarked;
