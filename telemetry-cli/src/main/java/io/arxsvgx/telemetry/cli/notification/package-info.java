// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The commands about notifications. */
@NullMarked
package io.arxsvgx.telemetry.cli.notification;

import org.jspecify.annotations.NullMarked;
