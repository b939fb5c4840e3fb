// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The commands that copy a data folder into one file and restore it. */
@NullMarked
package io.arxsvgx.telemetry.cli.backup;

import org.jspecify.annotations.NullMarked;
