/** Events, rules, alerts, patterns, snapshots and configuration as JSON, as the outer contract writes them. */
@NullMarked
package io.arxsvgx.telemetry.json;

import org.jspecify.annotations.NullMarked;
