/** Files of events: reading, generating, and ingesting them. */
@NullMarked
package io.arxsvgx.telemetry.cli.events;

import org.jspecify.annotations.NullMarked;
