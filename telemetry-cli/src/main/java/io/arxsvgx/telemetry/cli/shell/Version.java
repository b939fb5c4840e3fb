// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

import picocli.CommandLine.IVersionProvider;

/** The release of the program. */
public final class Version implements IVersionProvider {
    /**
     * Returns the release.
     *
     * @return the version of the jar; {@code development} outside of a jar
     */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"telemetry " + text()};
    }
}
