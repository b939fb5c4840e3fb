// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** What a message says about the alerts of a group. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.message;

import org.jspecify.annotations.NullMarked;
