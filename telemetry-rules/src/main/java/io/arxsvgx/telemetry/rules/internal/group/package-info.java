// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Joint evaluation of the rules of a series that share a condition and a window. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.rules.internal.group;

import org.jspecify.annotations.NullMarked;
