// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The receivers, by the protocols that they speak. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.receiver;

import org.jspecify.annotations.NullMarked;
