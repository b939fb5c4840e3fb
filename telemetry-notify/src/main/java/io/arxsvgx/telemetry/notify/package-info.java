// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Notifications about alerts, configured by a file in the format of Alertmanager. */
@NullMarked
package io.arxsvgx.telemetry.notify;

import org.jspecify.annotations.NullMarked;
