// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The bounded buffer between the host's threads and the event loop. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.ingest;

import org.jspecify.annotations.NullMarked;
