// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Analysis over several series at once. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.patterns.internal.cross;

import org.jspecify.annotations.NullMarked;
