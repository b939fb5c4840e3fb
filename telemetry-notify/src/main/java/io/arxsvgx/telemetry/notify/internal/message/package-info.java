// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** What a receiver is told about the alerts of a group. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.message;

import org.jspecify.annotations.NullMarked;
