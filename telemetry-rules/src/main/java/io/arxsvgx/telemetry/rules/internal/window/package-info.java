// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Statistics over the newest values of a series. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.rules.internal.window;

import org.jspecify.annotations.NullMarked;
