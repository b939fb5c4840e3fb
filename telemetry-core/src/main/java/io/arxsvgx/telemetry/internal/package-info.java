/**
 * The working parts of a processor: queue, series, plans, alert life cycle, lanes. Not exported: nothing in here is
 * part of the API.
 */
@NullMarked
package io.arxsvgx.telemetry.internal;

import org.jspecify.annotations.NullMarked;
