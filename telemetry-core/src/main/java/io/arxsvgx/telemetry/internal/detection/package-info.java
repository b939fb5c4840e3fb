// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Failure detection on its own thread, and the alerts of its patterns. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.detection;

import org.jspecify.annotations.NullMarked;
