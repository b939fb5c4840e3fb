// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** A viewport manager with limits, and the decorator that measures any viewport manager. */
@NullMarked
package io.arxsvgx.telemetry.examples.svg.viewport;

import org.jspecify.annotations.NullMarked;
