// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Files that are watched for changes. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.server.internal.file;

import org.jspecify.annotations.NullMarked;
