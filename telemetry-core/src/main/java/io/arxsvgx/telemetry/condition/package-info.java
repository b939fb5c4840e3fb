// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The interfaces by which a condition kind is added: a provider, its evaluators, and what they see of a series. */
@NullMarked
package io.arxsvgx.telemetry.condition;

import org.jspecify.annotations.NullMarked;
