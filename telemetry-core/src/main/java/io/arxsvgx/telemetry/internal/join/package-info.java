// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Rules whose condition evaluates the events of several series together. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.join;

import org.jspecify.annotations.NullMarked;
