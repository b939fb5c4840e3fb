// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The requests and responses between the web application and the server it runs in. */
@NullMarked
package io.arxsvgx.telemetry.web.http;

import org.jspecify.annotations.NullMarked;
