// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.StringReader;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A reader of YAML that keeps texts as they are written ({@code 010} stays {@code 010}), follows aliases, and refuses
 * repeated keys, merge keys, tags, and what is too large, with the line.
 */
public final class YamlTree {
    /** The maximum length of a file, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 100;
    private static final int MAX_ALIASES = 1_000;
    private static final int MAX_NODES = 200_000;
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,8}");
    private static final Set<Tag> SCALARS =
            Set.of(Tag.STR, Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.TIMESTAMP, Tag.MERGE);

    private final ConfigFaults faults;
    private int nodes;

    private YamlTree(ConfigFaults faults) {
        this.faults = faults;
    }

    /** Returns the tree of a text; a missing node if it is empty, and if it is broken, which is reported. */
    public static JsonNode read(String text, ConfigFaults faults) {
        try {
            Node root = new Yaml(limits()).compose(new StringReader(text));
            return root == null ? MissingNode.getInstance() : new YamlTree(faults).tree(root, 0);
        } catch (MarkedYAMLException e) {
            faults.add("", "line " + line(e) + ": " + ForeignText.escape(reason(e)));
        } catch (ReaderException e) {
            long line = text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            faults.add("", "line " + line + ": character not allowed in YAML");
        } catch (TooLargeException | YAMLException e) {
            faults.add("", ForeignText.escape(String.valueOf(e.getMessage())));
        }
        return MissingNode.getInstance();
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private static int line(MarkedYAMLException e) {
        return (e.getProblemMark() == null ? 0 : e.getProblemMark().getLine()) + 1;
    }

    private static String reason(MarkedYAMLException e) {
        return e.getContext() == null ? e.getProblem() : e.getContext() + ": " + e.getProblem();
    }

    private JsonNode tree(Node given, int depth) {
        Node node = given instanceof AnchorNode anchor ? anchor.getRealNode() : given;
        nodes++;
        if (depth > MAX_DEPTH) {
            throw new TooLargeException(
                    line(node) + "nested more than " + MAX_DEPTH + " levels deep, or within itself");
        }
        if (nodes > MAX_NODES) {
            throw new TooLargeException(line(node) + "more than " + MAX_NODES + " values, with those of aliases");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, depth);
        }
        return node instanceof SequenceNode sequence ? sequence(sequence, depth) : scalar((ScalarNode) node);
    }

    private ObjectNode mapping(MappingNode mapping, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        refuseTag(mapping, Tag.MAP.equals(mapping.getTag()));
        for (NodeTuple tuple : mapping.getValue()) {
            JsonNode value = tree(tuple.getValueNode(), depth + 1);
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || Tag.NULL.equals(key.getTag())) {
                faults.add("", line(tuple.getKeyNode()) + "expected a text as key");
            } else if (Tag.MERGE.equals(key.getTag())) {
                faults.add("", line(key) + "merge keys (<<) are not supported; write the keys, or an alias as a value");
            } else if (object.has(key.getValue())) {
                faults.add("", line(key) + "key " + ForeignText.quote(key.getValue()) + " is given twice");
            } else {
                object.set(key.getValue(), value);
            }
        }
        return object;
    }

    private ArrayNode sequence(SequenceNode sequence, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        refuseTag(sequence, Tag.SEQ.equals(sequence.getTag()));
        sequence.getValue().forEach(element -> array.add(tree(element, depth + 1)));
        return array;
    }

    private JsonNode scalar(ScalarNode scalar) {
        refuseTag(scalar, SCALARS.contains(scalar.getTag()));
        String text = scalar.getValue();
        if (Tag.NULL.equals(scalar.getTag())) {
            return NullNode.getInstance();
        }
        if (Tag.BOOL.equals(scalar.getTag()) && (text.equals("true") || text.equals("false"))) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        if (Tag.INT.equals(scalar.getTag()) && INTEGER.matcher(text).matches()) {
            return IntNode.valueOf(Integer.parseInt(text));
        }
        return TextNode.valueOf(text);
    }

    private void refuseTag(Node node, boolean isKnown) {
        if (!isKnown) {
            faults.add("", line(node) + "tag " + ForeignText.quote(node.getTag().getValue()) + " is not supported");
        }
    }

    private static String line(Node node) {
        return "line " + (node.getStartMark().getLine() + 1) + ": ";
    }

    private static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLargeException(String message) {
            super(message);
        }
    }
}
