/** Rules over recorded events: what would have fired. */
@NullMarked
package io.arxsvgx.telemetry.replay;

import org.jspecify.annotations.NullMarked;
