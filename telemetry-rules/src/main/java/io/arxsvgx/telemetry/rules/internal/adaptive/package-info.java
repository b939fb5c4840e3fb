// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The method {@code adaptive} of the condition {@code anomaly}. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.rules.internal.adaptive;

import org.jspecify.annotations.NullMarked;
