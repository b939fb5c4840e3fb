// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Dashboard boards that users arrange. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.web.internal.board;

import org.jspecify.annotations.NullMarked;
