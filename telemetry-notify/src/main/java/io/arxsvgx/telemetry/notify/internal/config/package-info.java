// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The configuration, and the reader that checks it. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.config;

import org.jspecify.annotations.NullMarked;
