// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** One detector a kind of finding, over one series. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.patterns.internal.detector;

import org.jspecify.annotations.NullMarked;
