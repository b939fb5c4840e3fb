// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Groups of alerts, the messages about them, and the outbox. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.engine;

import org.jspecify.annotations.NullMarked;
