/** What failure detection finds, and the interface behind which detectors stand. */
@NullMarked
package io.arxsvgx.telemetry.pattern;

import org.jspecify.annotations.NullMarked;
