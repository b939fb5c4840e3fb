// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The operations of a processor, which delegate to the components of the engine. */
@NullMarked
package io.arxsvgx.telemetry.internal.operations;

import org.jspecify.annotations.NullMarked;
