// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A parser of SVG files based on the JDK's streaming XML parser. A document type is skipped; a file whose document type
 * has declarations is rejected, so that no entity is ever declared, expanded or fetched. Not thread-safe.
 */
public final class StaxSvgParser implements SvgParser {
    private static final String DOCTYPE = "<!DOCTYPE";

    private static final String NO_LIMIT_BUT_OURS = "0";
    private static final String MAX_ATTRIBUTES = "1000";

    private final XMLInputFactory factory = hardenedFactory();
    private final SvgLimits limits;

    private StaxSvgParser(SvgLimits limits) {
        this.limits = limits;
    }

    /**
     * Creates a parser with {@link SvgLimits#defaults()}.
     *
     * @return a new parser
     */
    public static StaxSvgParser create() {
        return create(SvgLimits.defaults());
    }

    /**
     * Creates a parser.
     *
     * @param limits the limits of a file
     * @return a new parser
     */
    public static StaxSvgParser create(SvgLimits limits) {
        return new StaxSvgParser(limits);
    }

    @Override
    public SvgDocument parse(byte[] svg) {
        if (svg.length > limits.maxBytes()) {
            throw new SvgParseException(
                    0, 0, "file too large: expected at most " + limits.maxBytes() + " bytes, got " + svg.length);
        }
        String text = XmlText.decode(svg);
        refuseDeclarations(text);
        try {
            return read(text);
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (SvgParseException e) {
            throw e;
        } catch (RuntimeException e) {
            throw caused(new SvgParseException(0, 0, "the XML parser failed: " + e), e);
        }
    }

    private static void refuseDeclarations(String text) {
        for (int at = text.indexOf(DOCTYPE); at >= 0; at = text.indexOf(DOCTYPE, at + 1)) {
            int end = text.indexOf('>', at);
            int subset = text.indexOf('[', at);
            if (subset >= 0 && (end < 0 || subset < end)) {
                String before = text.substring(0, at);
                throw new SvgParseException(
                        1 + (int) before.chars().filter(c -> c == '\n').count(),
                        at - before.lastIndexOf('\n'),
                        "document type with declarations not allowed");
            }
        }
    }

    private SvgDocument read(String text) throws XMLStreamException {
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
        try {
            return new SvgDocumentReader(reader, limits).read();
        } finally {
            reader.close();
        }
    }

    private static SvgParseException malformed(XMLStreamException e) {
        var place = e.getLocation();
        int line = place == null ? 0 : Math.max(0, place.getLineNumber());
        int column = place == null ? 0 : Math.max(0, place.getColumnNumber());
        return caused(new SvgParseException(line, column, reason(e)), e);
    }

    private static SvgParseException caused(SvgParseException failure, Exception cause) {
        failure.initCause(cause);
        return failure;
    }

    /** Returns the message of the XML parser, on one line and without its position. */
    private static String reason(XMLStreamException e) {
        String text = String.valueOf(e.getMessage());
        int start = text.indexOf("Message: ");
        return (start < 0 ? text : text.substring(start + "Message: ".length()))
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static XMLInputFactory hardenedFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        // the defaults of these differ between versions of the JDK
        factory.setProperty("jdk.xml.maxElementDepth", NO_LIMIT_BUT_OURS);
        factory.setProperty("jdk.xml.elementAttributeLimit", MAX_ATTRIBUTES);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities not allowed");
        });
        return factory;
    }
}
