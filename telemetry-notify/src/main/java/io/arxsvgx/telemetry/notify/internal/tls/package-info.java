// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** TLS contexts of clients from PEM files. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.tls;

import org.jspecify.annotations.NullMarked;
