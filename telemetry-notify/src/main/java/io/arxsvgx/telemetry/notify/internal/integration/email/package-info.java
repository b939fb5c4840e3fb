// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The integration that sends e-mail; the only package that needs Jakarta Mail. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.integration.email;

import org.jspecify.annotations.NullMarked;
