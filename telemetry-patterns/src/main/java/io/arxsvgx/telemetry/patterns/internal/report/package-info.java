// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The reports of a round of detection: analytics, risk, progress. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.patterns.internal.report;

import org.jspecify.annotations.NullMarked;
