// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The host: the files it works on, the rules on what it measures, and the program that runs it. */
@NullMarked
package io.arxsvgx.telemetry.examples.svg.host;

import org.jspecify.annotations.NullMarked;
