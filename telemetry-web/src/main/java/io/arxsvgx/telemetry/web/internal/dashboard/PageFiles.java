// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.dashboard;

import io.arxsvgx.telemetry.web.internal.http.ResponseEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The files of the page: its own, and those of the chart library. Thread-safe. */
final class PageFiles {
    /** The location of the files of the chart library by name. */
    private static final Map<String, String> CHARTS =
            Map.of("/uplot.js", "/uplot/uPlot.esm.js", "/uplot.css", "/uplot/uPlot.min.css");

    private static final Pattern NAME = Pattern.compile("/(?:[a-z]+/)*[a-z]+\\.(css|html|js|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Optional<PageFile>> files = new ConcurrentHashMap<>();

    /** A file with its content type and a tag that changes with its content. */
    static final class PageFile {
        final byte[] body;
        final byte[] compressed;
        final String type;
        final String tag;

        PageFile(byte[] body, String type) {
            this.body = body;
            this.compressed = ResponseEncoder.compressed(body);
            this.type = type;
            CRC32C sum = new CRC32C();
            sum.update(body);
            tag = "W/\"" + Long.toHexString(sum.getValue()) + '-' + body.length + '"';
        }
    }

    /** Returns the file at a path; null if there is none. */
    @Nullable
    PageFile find(String path) {
        String name = path.equals("/") ? "/index.html" : path;
        // cache only names of the right form that exist, so that the map is bounded
        if (!NAME.matcher(name).matches()) {
            return null;
        }
        Optional<PageFile> known = files.get(name);
        if (known == null) {
            known = read(name);
            if (known.isPresent()) {
                files.put(name, known);
            }
        }
        return known.orElse(null);
    }

    private Optional<PageFile> read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(
                "/io/arxsvgx/telemetry/web/page" + CHARTS.getOrDefault(name, name))) {
            return in == null ? Optional.empty() : Optional.of(new PageFile(in.readAllBytes(), type(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
