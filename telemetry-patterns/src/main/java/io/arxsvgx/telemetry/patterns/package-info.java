// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Failure detection. {@link io.arxsvgx.telemetry.patterns.FailureDetection} is found by the service loader and needs nothing
 * more than to be on the path; {@code docs/detection.md} tells what it finds, how, and how well.
 */
@NullMarked
package io.arxsvgx.telemetry.patterns;

import org.jspecify.annotations.NullMarked;
