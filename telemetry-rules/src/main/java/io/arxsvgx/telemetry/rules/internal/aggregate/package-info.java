// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The conditions {@code rate}, {@code aggregate}, {@code count}, {@code status_ratio} and {@code ratio}: figures of a window that
 * are compared with a limit. Not exported.
 */
@NullMarked
package io.arxsvgx.telemetry.rules.internal.aggregate;

import org.jspecify.annotations.NullMarked;
