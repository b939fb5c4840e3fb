// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Conditions that are composed of other conditions. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.rules.internal.composite;

import org.jspecify.annotations.NullMarked;
