// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The file of the configuration as a whole, over the packages that read its parts. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.file;

import org.jspecify.annotations.NullMarked;
