// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The alert state machine, and the delivery of its state changes to the store and to actions. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.alert;

import org.jspecify.annotations.NullMarked;
