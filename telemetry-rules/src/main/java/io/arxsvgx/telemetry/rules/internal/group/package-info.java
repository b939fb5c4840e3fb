// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Rules of one kind and parameter set on a series, evaluated together. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.rules.internal.group;

import org.jspecify.annotations.NullMarked;
