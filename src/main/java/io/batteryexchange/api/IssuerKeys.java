package io.batteryexchange.api;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.security.oauth2.resource.OAuth2ResourceServerProperties;
import org.springframework.stereotype.Component;

/**
 * The public keys that the token issuer publishes, kept for five minutes. A token whose {@code kid} is not among them has them read anew, at most twice in ten
 * seconds: nobody makes us hammer the issuer with invented ids. While the issuer can't be reached the keys that were read last count for four hours.
 */
@Component
class IssuerKeys implements JWKSource<SecurityContext> {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration KEPT_IN_AN_OUTAGE = Duration.ofHours(4);
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(10);
    private static final Duration READING = Duration.ofSeconds(2);
    private static final int LARGEST = 256 * 1024;

    private final JWKSource<SecurityContext> published;
    private volatile boolean read;

    @Autowired
    IssuerKeys(OAuth2ResourceServerProperties settings) throws MalformedURLException {
        this(URI.create(settings.getJwt().getJwkSetUri()));
    }

    IssuerKeys(URI address) throws MalformedURLException {
        int timeout = (int) READING.toMillis();
        published = JWKSourceBuilder.<SecurityContext>create(address.toURL(), new DefaultResourceRetriever(timeout, timeout, LARGEST))
            .cache(KEPT.toMillis(), READING.multipliedBy(3).toMillis())
            .refreshAheadCache(false)
            .retrying(true)
            .rateLimited(BETWEEN_READINGS.toMillis())
            .outageTolerant(KEPT_IN_AN_OUTAGE.toMillis())
            .build();
    }

    /**
     * The keys that may have signed the token; none: nobody we believe.
     *
     * @throws KeySourceException the keys can't be read, so nothing can be said about the token
     */
    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        try {
            List<JWK> keys = published.get(selector, context);
            read = true;
            return keys;
        } catch (RateLimitReachedException e) {
            if (read) {
                return List.of(); // the keys are known and it is not among them
            }
            throw e;
        }
    }
}
