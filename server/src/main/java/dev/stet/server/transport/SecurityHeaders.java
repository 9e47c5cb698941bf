package dev.stet.server.transport;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;

/**
 * What every answer tells browsers not to do: the only place that says it.
 *
 * <table>
 * <caption>Content security policies</caption>
 * <tr><td>pages</td><td>scripts, pictures, fonts and connections from this server only, nothing inline but styles: the editor
 * makes its own</td></tr>
 * <tr><td>{@code /api/}</td><td>whatever a document holds, a browser that shows it runs nothing, and takes nothing but
 * pictures and styles</td></tr>
 * </table>
 *
 * <p>Threads: immutable.
 */
final class SecurityHeaders implements HttpConfiguration.Customizer {
    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors ";
    private static final String DOCUMENT = "sandbox; default-src 'none'; img-src https: http: data:;"
            + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors ";

    private static final List<HttpField> EVERYWHERE = List.of(
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
            new PreEncodedHttpField(
                    "Permissions-Policy",
                    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"));

    private final List<HttpField> forPages;
    private final List<HttpField> forDocuments;

    SecurityHeaders(WebSettings settings) {
        String ancestors = settings.frameAncestors().isEmpty() ? "'none'" : String.join(" ", settings.frameAncestors());
        List<HttpField> all = new ArrayList<>(EVERYWHERE);
        if (settings.certificate().isPresent()) {
            all.add(new PreEncodedHttpField(
                    HttpHeader.STRICT_TRANSPORT_SECURITY,
                    "max-age=" + settings.strictTransport().toSeconds()));
        }
        this.forPages = and(all, PAGE + ancestors);
        this.forDocuments = and(all, DOCUMENT + ancestors);
    }

    private static List<HttpField> and(List<HttpField> fields, String policy) {
        List<HttpField> all = new ArrayList<>(fields);
        all.add(new PreEncodedHttpField("Content-Security-Policy", policy));
        return List.copyOf(all);
    }

    /** Waits until the answer is sent: whoever gives it may have begun with another one. */
    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        request.addHttpStreamWrapper(stream -> new HttpStream.Wrapper(stream) {
            @Override
            public void prepareResponse(HttpFields.Mutable headers) {
                put(request, headers);
                super.prepareResponse(headers);
            }
        });
        return request;
    }

    /** Has an answer say it, to what may be no request at all. */
    void put(Request request, HttpFields.Mutable answer) {
        boolean api = String.valueOf(request.getHttpURI().getCanonicalPath()).startsWith("/api/");
        (api ? forDocuments : forPages).forEach(answer::put);
    }
}
