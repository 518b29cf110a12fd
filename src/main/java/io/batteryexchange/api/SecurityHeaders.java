package io.batteryexchange.api;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;

/**
 * The headers of every answer, refusals of the server itself included: nobody guesses a type, frames, caches or keeps a referrer of what we answer, and a browser
 * that is shown an answer as a page runs nothing of it. A page of ours sets its own {@code Content-Security-Policy} in place of this one.
 *
 * <p>{@code Strict-Transport-Security} only where the connection itself is TLS ({@code server.ssl}): behind a proxy that ends TLS, host and header are the proxy's,
 * and {@code X-Forwarded-Proto} is believed from nobody. Without subdomains, which are not ours either.
 */
@Configuration(proxyBeanMethods = false)
class SecurityHeaders {

    static final String NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    @Bean
    FilterRegistrationBean<OnEveryAnswer> securityHeadersFilter() {
        FilterRegistrationBean<OnEveryAnswer> filter = new FilterRegistrationBean<>(new OnEveryAnswer());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return filter;
    }

    /**
     * Writes the headers before anything answers. By default they are written after the filter chain, on the container's thread, while the route's
     * thread may be writing its answer: Tomcat's response then broke under load (NullPointerException in MimeHeaders).
     */
    static final class OnEveryAnswer extends HeaderWriterFilter {

        OnEveryAnswer() {
            super(List.of(new XContentTypeOptionsHeaderWriter(), new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.DENY),
                new ContentSecurityPolicyHeaderWriter(NOTHING_RUNS), new ReferrerPolicyHeaderWriter(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER),
                new StaticHeadersWriter("Cache-Control", "no-store"), new StaticHeadersWriter("Cross-Origin-Resource-Policy", "same-origin"), ourTls()));
            setShouldWriteHeadersEagerly(true);
        }

        private static HstsHeaderWriter ourTls() {
            HstsHeaderWriter writer = new HstsHeaderWriter();
            writer.setIncludeSubDomains(false);
            return writer;
        }

        /** What the server refuses before any filter (TRACE, for one) is answered by an error dispatch alone. */
        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }
    }
}
