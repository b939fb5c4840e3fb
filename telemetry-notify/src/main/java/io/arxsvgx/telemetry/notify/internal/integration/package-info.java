// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The integrations, by the protocols that they speak. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.integration;

import org.jspecify.annotations.NullMarked;
