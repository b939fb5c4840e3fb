/** Programs that use nothing but the published API, smallest first. */
@NullMarked
package io.arxsvgx.telemetry.examples.quickstart;

import org.jspecify.annotations.NullMarked;
