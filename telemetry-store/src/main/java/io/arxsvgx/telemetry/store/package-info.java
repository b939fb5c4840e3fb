/** Alerts in an embedded database, which survive the process. */
@NullMarked
package io.arxsvgx.telemetry.store;

import org.jspecify.annotations.NullMarked;
