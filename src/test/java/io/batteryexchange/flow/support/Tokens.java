package io.batteryexchange.flow.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;

/** Access tokens; those of the own keys are what the bundle is told to believe. */
public final class Tokens {

    static final String ISSUER = "https://issuer.test";
    static final String AUDIENCE = "battery-exchange";

    private final RSAKey key = key("known");
    private final ECKey ellipticKey = ellipticKey("known-elliptic");
    private final RSAKey foreignKey = key("known");

    /** The public keys, as the issuer publishes them. */
    public String keys() {
        return new JWKSet(java.util.List.of(key.toPublicJWK(), ellipticKey.toPublicJWK())).toString();
    }

    /** Valid for ten minutes. */
    public String of(String subject, String scope) {
        return with(subject, scope, claims -> { });
    }

    public String expired(String subject, String scope) {
        return with(subject, scope, claims -> claims.expirationTime(in(-600)));
    }

    /** Signed by somebody else with a key of the same id. */
    public String forged(String subject, String scope) {
        return signed(header(JWSAlgorithm.RS256).build(), signer(foreignKey), claims(subject, scope));
    }

    /** Well signed, with other claims. */
    public String with(String subject, String scope, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims(subject, scope);
        change.accept(claims);
        return signed(header(JWSAlgorithm.RS256).build(), signer(key), claims);
    }

    /** {@code alg: none}. */
    public String unsigned(String subject, String scope) {
        return new PlainJWT(claims(subject, scope).build()).serialize();
    }

    /** HS256, the secret is the published key: taken by whoever lets the token choose the algorithm. */
    public String signedWithThePublicKey(String subject, String scope) {
        try {
            return signed(header(JWSAlgorithm.HS256).build(), new MACSigner(key.toRSAPublicKey().getEncoded()), claims(subject, scope));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String elliptic(String subject, String scope) {
        try {
            return signed(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(ellipticKey.getKeyID()).build(), new ECDSASigner(ellipticKey), claims(subject, scope));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed with another key, or another algorithm, and a header that says what the test wants it to say. */
    public String foreign(String subject, String scope, JWSAlgorithm algorithm, Consumer<JWSHeader.Builder> change) {
        JWSHeader.Builder header = header(algorithm);
        change.accept(header);
        return signed(header.build(), signer(foreignKey), claims(subject, scope));
    }

    /** Signed well, with a header that says what the test wants it to say. */
    public String headed(String subject, String scope, JWSAlgorithm algorithm, Consumer<JWSHeader.Builder> change) {
        JWSHeader.Builder header = header(algorithm);
        change.accept(header);
        return signed(header.build(), signer(key), claims(subject, scope));
    }

    /** The key that nobody published. */
    public RSAKey foreignKey() {
        return foreignKey.toPublicJWK();
    }

    public static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static JWTClaimsSet.Builder claims(String subject, String scope) {
        return new JWTClaimsSet.Builder().issuer(ISSUER).audience(AUDIENCE).subject(subject).claim("scope", scope).issueTime(in(-1200)).expirationTime(in(600));
    }

    private JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet.Builder claims) {
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ellipticKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
