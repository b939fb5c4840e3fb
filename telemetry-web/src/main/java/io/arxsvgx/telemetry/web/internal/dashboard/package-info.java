// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The files of the dashboard page. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.web.internal.dashboard;

import org.jspecify.annotations.NullMarked;
