// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Failure detection beside the event loop, and the alerts on its patterns. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.detection;

import org.jspecify.annotations.NullMarked;
