// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The notifications of a processor over HTTP. */
@NullMarked
package io.arxsvgx.telemetry.web.internal.notify;

import org.jspecify.annotations.NullMarked;
