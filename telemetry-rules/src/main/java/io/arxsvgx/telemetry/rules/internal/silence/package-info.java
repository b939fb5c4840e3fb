// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The conditions on series that have no events, or always the same value. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.rules.internal.silence;

import org.jspecify.annotations.NullMarked;
