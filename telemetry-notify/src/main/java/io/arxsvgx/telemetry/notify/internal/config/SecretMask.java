// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The configuration as a text that may be shown: the values of secret keys below {@code global} and {@code receivers} are
 * {@code <secret>}. Of a webhook's address the scheme and the host remain. What comes from the environment is not filled
 * in.
 */
public final class SecretMask {
    private static final String SECRET = "<secret>";
    private static final Set<String> SECTIONS = Set.of("global", "receivers");
    private static final Pattern SECRET_KEY =
            Pattern.compile("(.*_)?(password|passphrase|secret|token|credentials|routing_key|service_key|key|api_url)");
    /** All values of these are secret, whatever their names. */
    private static final Set<String> SECRET_MAPS = Set.of("headers", "http_headers", "env", "environment");
    /** Addresses that may have secrets in their path, their query or before the host. */
    private static final Set<String> ADDRESSES = Set.of("url", "proxy_url", "webhook_url", "token_url");

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());

    private SecretMask() {}

    /** Returns a tree as YAML without its secrets. */
    public static String yaml(JsonNode root) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        root.properties()
                .forEach(section -> shown.set(
                        section.getKey(),
                        SECTIONS.contains(section.getKey()) ? masked(section.getValue()) : section.getValue()));
        try {
            return YAML.writeValueAsString(shown);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write YAML", e);
        }
    }

    private static JsonNode masked(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(masked(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> object.set(field.getKey(), masked(field.getKey(), field.getValue())));
        return object;
    }

    private static JsonNode masked(String key, JsonNode value) {
        if (SECRET_MAPS.contains(key) || SECRET_KEY.matcher(key).matches()) {
            return secret(value);
        }
        if (ADDRESSES.contains(key) && value.isTextual()) {
            return TextNode.valueOf(address(value.textValue()));
        }
        return masked(value);
    }

    private static JsonNode secret(JsonNode value) {
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> object.set(field.getKey(), secret(field.getValue())));
            return object;
        }
        return value.isNull() ? value : TextNode.valueOf(SECRET);
    }

    private static String address(String address) {
        try {
            URI uri = URI.create(address);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getHost() == null ? SECRET : uri.getScheme() + "://" + uri.getHost() + port + "/" + SECRET;
        } catch (IllegalArgumentException e) {
            return SECRET;
        }
    }
}
