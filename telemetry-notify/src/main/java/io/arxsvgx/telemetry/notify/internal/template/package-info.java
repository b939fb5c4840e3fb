// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The templates of texts in receivers, a part of the language of Go. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.template;

import org.jspecify.annotations.NullMarked;
