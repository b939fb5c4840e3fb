// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The sender of HTTP requests to receivers. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.http;

import org.jspecify.annotations.NullMarked;
