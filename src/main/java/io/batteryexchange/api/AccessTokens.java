package io.batteryexchange.api;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.batteryexchange.clock.DatabaseClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.oauth2.resource.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/**
 * Which tokens are believed (contracts, deployment): signed with RS256 or ES256 by a key that the issuer publishes, not expired and with an expiry, with a
 * subject; of the issuer and for the audience where they are set. Keys that a token brings along or points to are never looked at.
 */
@Configuration(proxyBeanMethods = false)
class AccessTokens {

    /** No setting changes it: with a weaker one, everybody who knows the public key could sign. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    /** The second by RFC 9068. */
    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null);
    /** It goes into log lines and rows. */
    private static final Pattern SUBJECT = Pattern.compile("(?=.*\\S)[^\\p{Cntrl}\\p{Zl}\\p{Zp}]{1,255}");

    /** The database's clock: a node whose own clock is wrong neither refuses a good token nor takes one that has expired. */
    @Bean
    JwtDecoder tokens(OAuth2ResourceServerProperties settings, IssuerKeys keys, DatabaseClock clock, @Value("${tokens.clock-skew}") Duration clockSkew) {
        DefaultJWTProcessor<SecurityContext> signature = new DefaultJWTProcessor<>();
        signature.setJWSTypeVerifier(TYPES);
        signature.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        signature.setJWTClaimsSetVerifier((claims, context) -> { }); // below, by our clock
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(signature);
        decoder.setJwtValidator(checks(settings.getJwt(), clock, clockSkew));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> checks(OAuth2ResourceServerProperties.Jwt issuer, DatabaseClock clock, Duration clockSkew) {
        JwtTimestampValidator inTime = new JwtTimestampValidator(clockSkew);
        inTime.setClock(clock);
        List<OAuth2TokenValidator<Jwt>> checks = new ArrayList<>(List.of(inTime,
            must("has no expiry", token -> token.getExpiresAt() != null),
            must("has no usable subject", token -> token.getSubject() != null && SUBJECT.matcher(token.getSubject()).matches())));
        if (issuer.getIssuerUri() != null) {
            checks.add(new JwtIssuerValidator(issuer.getIssuerUri()));
        }
        if (!issuer.getAudiences().isEmpty()) {
            checks.add(new JwtClaimValidator<List<String>>(JwtClaimNames.AUD, audiences -> audiences != null && !Collections.disjoint(audiences, issuer.getAudiences())));
        }
        return new DelegatingOAuth2TokenValidator<>(checks);
    }

    private static OAuth2TokenValidator<Jwt> must(String complaint, Predicate<Jwt> check) {
        OAuth2Error error = new OAuth2Error("invalid_token", "The token " + complaint, null);
        return token -> check.test(token) ? OAuth2TokenValidatorResult.success() : OAuth2TokenValidatorResult.failure(error);
    }

    /** {@code scope}: a string, space separated, or as some issuers write it, a list of strings; in any other shape the token has no scope at all. */
    @Bean
    JwtAuthenticationConverter scopes() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(token -> scopes(token.getClaims().get("scope")));
        return converter;
    }

    private static Collection<GrantedAuthority> scopes(Object scope) {
        Stream<?> names = scope instanceof String text ? Stream.of(text.split(" ")) : scope instanceof Collection<?> list ? list.stream() : Stream.empty();
        List<?> all = names.toList();
        return all.stream().allMatch(String.class::isInstance)
            ? all.stream().map(name -> (GrantedAuthority) new SimpleGrantedAuthority("SCOPE_" + name)).toList() : List.of();
    }
}
