// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Rules in files: the rules file and the rules set over HTTP. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.web.internal.rules;

import org.jspecify.annotations.NullMarked;
