// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the page's files, in memory. */
class DashboardHandlerTest {
    @AutoClose
    private final WebFixture fixture = new WebFixture().start();

    private HttpRequest.Builder request(String path) {
        return fixture.dashboardRequest(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/index.html, text/html; charset=utf-8",
        "/js/app.js, text/javascript; charset=utf-8",
        "/js/views/alerts.js, text/javascript; charset=utf-8",
        "/css/theme.css, text/css; charset=utf-8",
        "/icon.svg, image/svg+xml",
        "/uplot.js, text/javascript; charset=utf-8",
        "/uplot.css, text/css; charset=utf-8"
    })
    void file_thatIsThere_isSentWithItsType(String path, String type) {
        Answered answered = fixture.send(request(path).GET());
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("Content-Type")).isEqualTo(type);
        assertThat(answered.header("Content-Security-Policy")).startsWith("default-src 'self'");
        assertThat(answered.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answered.body()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/js/nothing.js",
                "/js/",
                "/../openapi.json",
                "/..%2fopenapi.json",
                "/js/..%2f..%2fopenapi.json",
                "/openapi.json",
                "/io/arxsvgx/telemetry/web/internal/http/ApiRouter.class",
                "/META-INF/MANIFEST.MF"
            })
    void file_thatIsNotOfThePage_isNotFound(String path) {
        assertThat(fixture.send(request(path).GET()).status()).isIn(400, 404);
    }

    @Test
    void file_thatTheBrowserHas_isNotSentAgain() {
        String tag = fixture.send(request("/js/app.js").GET()).header("ETag");
        Answered again =
                fixture.send(request("/js/app.js").header("If-None-Match", tag).GET());
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
    }

    @Test
    void page_posted_isRefused() {
        Answered answered = fixture.send(request("/").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answered.status()).isEqualTo(405);
        assertThat(answered.header("Allow")).isEqualTo("GET");
    }

    @Test
    void page_hasNothingInlineAndNothingFromElsewhere() {
        String page = fixture.send(request("/").GET()).body();
        assertThat(page).doesNotContain("<style", "style=", "onclick", "http://", "https://");
        assertThat(page).doesNotContainPattern("<script(?![^>]*\\bsrc=)");
    }

    @Test
    void page_asksAtOnceForEveryModuleOfItsFirstView() {
        String page = fixture.send(request("/").GET()).body();
        Set<String> wanted = new TreeSet<>();
        collect("/js/app.js", wanted);
        collect("/js/views/overview.js", wanted);
        Set<String> asked = new TreeSet<>();
        Matcher module = Pattern.compile("(?:modulepreload\" href|\"module\" src)=\"([^\"]+)\"")
                .matcher(page);
        while (module.find()) {
            asked.add(module.group(1));
        }

        assertThat(asked).isEqualTo(wanted);
    }

    /** Collects a module and all that it imports before it runs. */
    private void collect(String module, Set<String> all) {
        if (all.add(module)) {
            String text = fixture.send(request(module).GET()).body();
            Matcher imported =
                    Pattern.compile("(?m)^import [^;]* from \"([^\"]+)\";").matcher(text);
            while (imported.find()) {
                collect(URI.create(module).resolve(imported.group(1)).getPath(), all);
            }
        }
    }
}
