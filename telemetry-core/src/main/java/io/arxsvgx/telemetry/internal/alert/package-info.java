// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The alert state machine, and the delivery of what it decides to actions and the store. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.alert;

import org.jspecify.annotations.NullMarked;
