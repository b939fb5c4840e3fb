// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import static java.util.Objects.requireNonNullElse;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A reader of one file that counts its events. Used once. Not thread-safe. */
final class SvgDocumentReader {
    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

    private final XMLStreamReader reader;
    private final SvgLimits limits;
    private final Map<String, Integer> elementsByName = new LinkedHashMap<>();
    private int elements;
    private int attributes;
    private int segments;
    private int depth;
    private @Nullable Bounds viewBox;
    private @Nullable Double width;
    private @Nullable Double height;

    SvgDocumentReader(XMLStreamReader reader, SvgLimits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    SvgDocument read() throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> startElement();
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw wrong("undeclared entity \"" + reader.getLocalName() + "\"");
                default -> {
                    // text, comments and the like contain nothing to count
                }
            }
        }
        return new SvgDocument(elements, elementsByName, attributes, segments, viewBox, width, height);
    }

    private void startElement() {
        depth++;
        elements++;
        if (depth > limits.maxDepth()) {
            throw wrong("nesting depth exceeds " + limits.maxDepth());
        }
        if (elements > limits.maxElements()) {
            throw wrong("more than " + limits.maxElements() + " elements");
        }
        if (elements == 1) {
            root();
        }
        elementsByName.merge(name(), 1, Integer::sum);
        attributes += reader.getAttributeCount();
        String pathData = isSvg() ? attribute("d") : null;
        if (pathData != null) {
            segments += segmentsOf(pathData);
        }
    }

    private void root() {
        if (!reader.getLocalName().equals("svg") || !(isSvg() || namespace().isEmpty())) {
            throw wrong("root element: expected \"svg\", got \"" + name() + "\"");
        }
        String box = attribute("viewBox");
        try {
            viewBox = box == null ? null : RootSize.viewBox(box);
        } catch (IllegalArgumentException e) {
            throw wrong(requireNonNullElse(e.getMessage(), "invalid viewBox"));
        }
        width = RootSize.length(attribute("width"));
        height = RootSize.length(attribute("height"));
    }

    private int segmentsOf(String pathData) {
        try {
            return PathData.segments(pathData);
        } catch (PathDataException e) {
            throw wrong(requireNonNullElse(e.getMessage(), "invalid path data"));
        }
    }

    private @Nullable String attribute(String name) {
        return reader.getAttributeValue("", name);
    }

    private String name() {
        String prefix = reader.getPrefix();
        return isSvg() || prefix == null || prefix.isEmpty()
                ? reader.getLocalName()
                : prefix + ':' + reader.getLocalName();
    }

    private boolean isSvg() {
        return namespace().equals(SVG_NAMESPACE) || namespace().isEmpty();
    }

    private String namespace() {
        return requireNonNullElse(reader.getNamespaceURI(), "");
    }

    private SvgParseException wrong(String reason) {
        var place = reader.getLocation();
        return new SvgParseException(place.getLineNumber(), place.getColumnNumber(), reason);
    }
}
