// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The checkpoint format: the state that is written to disk and restored from it. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
