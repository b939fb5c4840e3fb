// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The host: its files, the rules on its measurements, and the program that runs it. */
@NullMarked
package io.arxsvgx.telemetry.examples.svg.host;

import org.jspecify.annotations.NullMarked;
