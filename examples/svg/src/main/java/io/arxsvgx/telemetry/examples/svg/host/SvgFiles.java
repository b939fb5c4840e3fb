// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The SVG files of the bootstrap-icons package on the class path. */
public final class SvgFiles {
    private static final String FOLDER = "META-INF/resources/webjars/bootstrap-icons/1.13.1/";
    private static final String LANDMARK = FOLDER + "bootstrap-icons.svg";

    private SvgFiles() {}

    /**
     * Reads all files: two thousand icons, and the sheet that contains every icon once more.
     *
     * @return the files, sorted by name
     * @throws IllegalStateException if the package is not on the class path as a jar
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<SvgFile> load() {
        URL landmark = SvgFiles.class.getClassLoader().getResource(LANDMARK);
        if (landmark == null || !landmark.getProtocol().equals("jar")) {
            throw new IllegalStateException("jar not found on the class path: org.webjars.npm:bootstrap-icons:1.13.1");
        }
        try {
            var connection = (JarURLConnection) landmark.openConnection();
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                return read(jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + landmark, e);
        }
    }

    private static List<SvgFile> read(JarFile jar) throws IOException {
        List<SvgFile> files = new ArrayList<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".svg")) {
                try (InputStream content = jar.getInputStream(entry)) {
                    files.add(SvgFile.of(baseName(entry), content.readAllBytes()));
                }
            }
        }
        files.sort(Comparator.comparing(SvgFile::name));
        return List.copyOf(files);
    }

    private static String baseName(JarEntry entry) {
        return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    }
}
