// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Formats of figures in texts that explain a verdict. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.patterns.internal.text;

import org.jspecify.annotations.NullMarked;
