/** Programs that use nothing but the published API, smallest first. */
@NullMarked
package io.arxsvgx.telemetry.examples;

import org.jspecify.annotations.NullMarked;
