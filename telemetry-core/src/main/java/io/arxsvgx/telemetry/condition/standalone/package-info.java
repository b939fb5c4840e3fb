// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Evaluates a condition without a processor: in a test of an evaluator, or for a program that has values only. */
@NullMarked
package io.arxsvgx.telemetry.condition.standalone;

import org.jspecify.annotations.NullMarked;
