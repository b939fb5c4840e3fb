// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The races of the core, by jcstress. Each class tells in its Javadoc the interleaving that must not be seen; the words
 * of its outcomes say what was seen.
 */
@NullMarked
package io.arxsvgx.telemetry.stress;

import org.jspecify.annotations.NullMarked;
