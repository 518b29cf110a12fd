package io.batteryexchange.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.api.ApiRefusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a call of an API is refused as its contract says. */
public final class Refused {

    private Refused() {
    }

    public static void with(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ApiRefusal.class, refusal -> {
            assertThat(refusal.getStatus()).isEqualTo(status);
            assertThat(refusal.getCode()).isEqualTo(code);
        });
    }

    /** 400 {@code bad_request} that names the parameter. */
    public static void naming(String parameter, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ApiRefusal.class, refusal -> {
            assertThat(refusal.getStatus()).isEqualTo(400);
            assertThat(refusal.getCode()).isEqualTo("bad_request");
            assertThat(refusal.getArgs()).containsExactly(parameter);
        });
    }
}
