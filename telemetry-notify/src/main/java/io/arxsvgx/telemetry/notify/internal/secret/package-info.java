// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Secrets of the configuration, from the file itself or from files of their own. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.secret;

import org.jspecify.annotations.NullMarked;
