// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** A machine with a bearing that wears: the library warns before it fails, says why, and how long is left. */
@NullMarked
package io.arxsvgx.telemetry.examples.bearing;

import org.jspecify.annotations.NullMarked;
