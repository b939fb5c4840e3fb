// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** What follows from the labels of series: their keys, the selection of series, and the combination of values. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.label;

import org.jspecify.annotations.NullMarked;
