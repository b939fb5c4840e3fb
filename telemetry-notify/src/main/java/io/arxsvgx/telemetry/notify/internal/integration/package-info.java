// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The integrations, by their protocols. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.integration;

import org.jspecify.annotations.NullMarked;
