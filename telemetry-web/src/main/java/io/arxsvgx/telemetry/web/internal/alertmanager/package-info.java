// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The API v2 of Alertmanager over the alerts and silences of a processor, for its clients such as amtool. */
@NullMarked
package io.arxsvgx.telemetry.web.internal.alertmanager;

import org.jspecify.annotations.NullMarked;
