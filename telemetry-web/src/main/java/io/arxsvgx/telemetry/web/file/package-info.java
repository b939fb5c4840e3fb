// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Watching and reading of files. Exported to the server only. */
@NullMarked
package io.arxsvgx.telemetry.web.file;

import org.jspecify.annotations.NullMarked;
