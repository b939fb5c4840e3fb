// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** A condition of one's own, found by the service loader. */
@NullMarked
package io.arxsvgx.telemetry.examples.condition;

import org.jspecify.annotations.NullMarked;
