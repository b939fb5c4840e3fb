// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Strict reading of request documents, which reports all errors at once. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.web.internal.validation;

import org.jspecify.annotations.NullMarked;
