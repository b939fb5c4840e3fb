// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * A machine with a bearing that degrades: the library predicts the failure, with the reason and the remaining useful
 * life.
 */
@NullMarked
package io.arxsvgx.telemetry.examples.bearing;

import org.jspecify.annotations.NullMarked;
