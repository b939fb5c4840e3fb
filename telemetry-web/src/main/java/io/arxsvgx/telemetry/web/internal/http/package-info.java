// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Routing, access, request bodies, responses and error statuses. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.web.internal.http;

import org.jspecify.annotations.NullMarked;
