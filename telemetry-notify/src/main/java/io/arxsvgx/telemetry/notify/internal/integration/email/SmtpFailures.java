// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration.email;

import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/** What follows a failure of SMTP: 4xx is retried, 5xx is final. */
final class SmtpFailures {
    private static final int PERMANENT = 500;
    private static final Pattern CODE = Pattern.compile("\\s*([245][0-9][0-9])[ -].*", Pattern.DOTALL);

    private SmtpFailures() {}

    /** Returns the result of a failure. */
    static Attempt attempt(MessagingException failure, String place) {
        if (failure instanceof AddressException address) {
            return Attempt.dead("invalid address: " + address.getMessage());
        }
        String text = place + ": " + words(failure);
        List<Integer> codes = codes(failure);
        boolean isFinal = !codes.isEmpty() && codes.stream().allMatch(code -> code >= PERMANENT);
        return isFinal ? Attempt.dead(text) : Attempt.retry(text, null);
    }

    /**
     * Returns the recipients to whom the mail can be sent though the server refused others for good; empty if it refused all
     * of them, or something else.
     */
    static List<Address> others(MessagingException failure) {
        if (!(failure instanceof SendFailedException sent)
                || refusals(failure).isEmpty()
                || refusals(failure).stream().anyMatch(refusal -> refusal.getReturnCode() < PERMANENT)) {
            return List.of();
        }
        Address[] others = sent.getValidUnsentAddresses();
        return others == null ? List.of() : List.of(others);
    }

    /** Returns the server's words about refused recipients. */
    static String refused(MessagingException failure) {
        return String.join(
                "; ",
                refusals(failure).stream()
                        .map(refusal -> refusal.getAddress() + " refused: " + refusal.getMessage())
                        .toList());
    }

    private static List<SMTPAddressFailedException> refusals(MessagingException failure) {
        return chain(failure)
                .filter(SMTPAddressFailedException.class::isInstance)
                .map(SMTPAddressFailedException.class::cast)
                .toList();
    }

    private static Stream<Exception> chain(MessagingException failure) {
        return Stream.<Exception>iterate(
                        failure,
                        each -> each != null,
                        each -> each instanceof MessagingException one ? one.getNextException() : null)
                .limit(1_000);
    }

    private static List<Integer> codes(MessagingException failure) {
        List<Integer> refusals = refusals(failure).stream()
                .map(SMTPAddressFailedException::getReturnCode)
                .toList();
        if (!refusals.isEmpty()) {
            return refusals;
        }
        return chain(failure)
                .map(SmtpFailures::code)
                .filter(code -> code >= 200)
                .toList();
    }

    private static int code(Exception failure) {
        if (failure instanceof SMTPSendFailedException sent) {
            return sent.getReturnCode();
        }
        boolean isReply = failure instanceof AuthenticationFailedException;
        Matcher found = CODE.matcher(isReply ? String.valueOf(failure.getMessage()) : "");
        return found.matches() ? Integer.parseInt(found.group(1)) : 0;
    }

    private static String words(MessagingException failure) {
        if (failure instanceof MailConnectException) {
            return "connection refused, or no such host";
        }
        if (failure instanceof AuthenticationFailedException) {
            return "authentication failed: " + failure.getMessage();
        }
        String tls = tlsProblem(failure);
        if (tls != null) {
            return "TLS failed: " + tls;
        }
        String refused = refused(failure);
        return refused.isEmpty() ? String.valueOf(failure.getMessage()) : refused;
    }

    private static @Nullable String tlsProblem(MessagingException failure) {
        return chain(failure)
                .filter(SSLException.class::isInstance)
                .map(Exception::getMessage)
                .findFirst()
                .orElse(null);
    }
}
