// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** What conditions of a host's own cost. */
@NullMarked
package io.arxsvgx.telemetry.bench.condition;

import org.jspecify.annotations.NullMarked;
