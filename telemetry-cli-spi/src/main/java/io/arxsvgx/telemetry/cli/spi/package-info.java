// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Interfaces whose implementations the command line finds on the class path by the service loader. */
@NullMarked
package io.arxsvgx.telemetry.cli.spi;

import org.jspecify.annotations.NullMarked;
