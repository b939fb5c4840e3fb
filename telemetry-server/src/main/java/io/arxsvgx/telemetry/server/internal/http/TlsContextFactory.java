// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.web.file.PemCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * A factory of TLS contexts that reads the server's key and certificate from a PKCS#12 file or two PEM files. Not
 * thread-safe.
 */
public final class TlsContextFactory {
    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END [A-Z ]*PRIVATE KEY-----");

    private static final byte[] PROBE = {1, 2, 3, 4};

    private TlsContextFactory() {}

    /** Creates the context for the settings; null for no TLS. */
    public static SslContextFactory.@Nullable Server of(TlsSettings settings) {
        Path keyStore = settings.keyStore();
        Path certificate = settings.certificate();
        if (keyStore == null && certificate == null) {
            return null;
        }
        if (keyStore != null && certificate != null) {
            throw new IllegalArgumentException(
                    "keyStore, certificate: expected only one of them, got " + keyStore + " and " + certificate);
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(keys(settings));
        tls.setKeyStorePassword(settings.keyStorePassword());
        return tls;
    }

    /** Reads key and certificate. */
    static KeyStore keys(TlsSettings settings) {
        Path certificate = settings.certificate();
        String password = settings.keyStorePassword();
        return certificate == null
                ? pkcs12(requireNonNull(settings.keyStore()), password)
                : pem(certificate, requireNonNull(settings.certificateKey()), password);
    }

    private static KeyStore pkcs12(Path file, String password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "keyStore: cannot read " + file + " (" + e.getMessage()
                            + "); expected a PKCS#12 file and its password",
                    e);
        }
    }

    private static KeyStore pem(Path chain, Path key, String password) {
        try {
            Certificate[] certificates = PemCertificates.read(chain).toArray(new Certificate[0]);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            PrivateKey own = key(key, certificates[0]);
            if (!belongsTo(own, certificates[0])) {
                throw new GeneralSecurityException("the key does not match the certificate");
            }
            keys.setKeyEntry("server", own, password.toCharArray(), certificates);
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "certificate: cannot read " + chain + " with key " + key + " (" + e.getMessage()
                            + "); expected two PEM files, the server's own certificate first",
                    e);
        }
    }

    /** Returns whether the certificate verifies a signature of the key. */
    private static boolean belongsTo(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "DSA" -> "SHA256withDSA";
            default -> key.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private static PrivateKey key(Path file, Certificate certificate) throws IOException, GeneralSecurityException {
        Matcher found = PEM_KEY.matcher(Files.readString(file));
        if (!found.find()) {
            throw new IOException("no private key found in " + file);
        }
        if (!found.group(1).isEmpty()) {
            throw new IOException(file + ": expected a key of the form \"PRIVATE KEY\", got \"" + found.group(1)
                    + "PRIVATE KEY\"; convert it with \"openssl pkcs8 -topk8 -nocrypt -in " + file.getFileName()
                    + "\"");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(found.group(2));
        return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}
