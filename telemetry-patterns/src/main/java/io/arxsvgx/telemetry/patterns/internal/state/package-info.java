// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The state of each series between two rounds of detection. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.patterns.internal.state;

import org.jspecify.annotations.NullMarked;
