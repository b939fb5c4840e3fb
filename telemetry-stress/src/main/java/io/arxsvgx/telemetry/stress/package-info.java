// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * jcstress tests of the races in the core. The Javadoc of each class describes the forbidden interleaving; the outcomes
 * describe the results.
 */
@NullMarked
package io.arxsvgx.telemetry.stress;

import org.jspecify.annotations.NullMarked;
