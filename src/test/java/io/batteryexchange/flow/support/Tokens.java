package io.batteryexchange.flow.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;

/** Access tokens; those of the own key are what the bundle is told to believe. */
public final class Tokens {

    private final RSAKey key = key("known");
    private final RSAKey foreignKey = key("known");

    /** The public key, as the issuer publishes it. */
    String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** Valid for ten minutes. */
    public String of(String subject, String scope) {
        return signed(key, subject, scope, Instant.now().plusSeconds(600));
    }

    public String expired(String subject, String scope) {
        return signed(key, subject, scope, Instant.now().minusSeconds(600));
    }

    /** Signed by somebody else with a key of the same id. */
    public String forged(String subject, String scope) {
        return signed(foreignKey, subject, scope, Instant.now().plusSeconds(600));
    }

    private static String signed(RSAKey key, String subject, String scope, Instant expires) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
            .subject(subject)
            .claim("scope", scope)
            .issueTime(Date.from(expires.minusSeconds(1200)))
            .expirationTime(Date.from(expires))
            .build();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
