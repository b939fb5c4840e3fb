// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Queries over alerts, failure patterns and kept values. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.web.internal.query;

import org.jspecify.annotations.NullMarked;
