// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The event loop and the components that it runs. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.loop;

import org.jspecify.annotations.NullMarked;
