// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a webhook: an HMAC-SHA256 over {@code id.timestamp.body}. */
final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /**
     * Returns the headers of a signature.
     *
     * @param id the idempotency key
     * @param now when the request is sent
     */
    static Map<String, String> headers(String secret, String id, Instant now, byte[] body) {
        String timestamp = String.valueOf(now.getEpochSecond());
        return Map.of(
                "X-Telemetry-Timestamp",
                timestamp,
                "X-Telemetry-Signature",
                "sha256=" + hmac(secret, id + "." + timestamp + ".", body));
    }

    private static String hmac(String secret, String prefix, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update(prefix.getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
