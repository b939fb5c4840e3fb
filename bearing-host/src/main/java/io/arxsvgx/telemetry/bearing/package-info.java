// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** A machine with a bearing that wears until it fails, and what its sensors show meanwhile. */
@NullMarked
package io.arxsvgx.telemetry.bearing;

import org.jspecify.annotations.NullMarked;
