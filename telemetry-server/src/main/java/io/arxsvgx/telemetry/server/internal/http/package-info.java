// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** HTTP: routing, requests and responses, access, limits, TLS. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.server.internal.http;

import org.jspecify.annotations.NullMarked;
