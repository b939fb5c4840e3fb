// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The state of series, rules and alerts that the event loop owns. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.state;

import org.jspecify.annotations.NullMarked;
