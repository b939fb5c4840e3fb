// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Files that are watched for changes. Exported to the server only. */
@NullMarked
package io.arxsvgx.telemetry.web.file;

import org.jspecify.annotations.NullMarked;
