// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Fixtures and rules that the tests of several modules share. A fixture is {@link java.lang.AutoCloseable}: a JUnit test marks
 * its field with {@code @AutoClose}, a property of jqwik opens it in a {@code try} statement.
 */
@NullMarked
package io.arxsvgx.testsupport;

import org.jspecify.annotations.NullMarked;
