// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Queries over alerts, failure patterns and kept values. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.server.internal.query;

import org.jspecify.annotations.NullMarked;
