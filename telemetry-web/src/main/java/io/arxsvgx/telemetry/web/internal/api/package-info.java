// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The resources of the HTTP API. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.web.internal.api;

import org.jspecify.annotations.NullMarked;
