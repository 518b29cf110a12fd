package io.batteryexchange.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.support.Refused;
import io.batteryexchange.support.TestExchange;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourierClaimTest {

    private final CourierClaim claims = new CourierClaim();

    @Test
    void refusesAClaimThatNobodyKnows() {
        Exchange exchange = TestExchange.with();
        Refused.with(404, "claim_not_found", () -> claims.mustExist(exchange));

        exchange.getMessage().setBody(Map.of("task_id", "task-1"));
        assertThatCode(() -> claims.mustExist(exchange)).doesNotThrowAnyException();
    }

    @Test
    void letsTheCourierActWhoPerformsTheClaimNow() {
        assertThatCode(() -> claims.mustBePerformedBy("courier-5", TestExchange.with("claim_live", true, "performer_id", "courier-5"))).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "live {0}, performer {1}, caller {2}")
    @CsvSource({"true, courier-5, courier-6", "false, courier-5, courier-5", ", courier-5, courier-5", "true, , courier-5", "true, courier-5, ", "true, , "})
    void letsNobodyElseAct(Boolean live, String performer, String caller) {
        Refused.with(403, "not_your_claim", () -> claims.mustBePerformedBy(caller, TestExchange.with("claim_live", live, "performer_id", performer)));
    }

    @ParameterizedTest
    @CsvSource({"1, a, at_cabinet", "2, b, at_scooter", "3, c, at_return"})
    void knowsWhichPointAndLegACallIsAbout(long id, String point, String leg) {
        Exchange exchange = atPoint(id);

        assertThat(claims.point(exchange)).isEqualTo(point);
        assertThatCode(() -> claims.pointMustBe(point, exchange)).doesNotThrowAnyException();
        exchange.setVariable("point", point);
        assertThat(claims.legOfPoint(exchange)).isEqualTo(leg);
    }

    @Test
    void refusesAPointThatIsNotTheClaims() {
        Refused.with(400, "wrong_point", () -> claims.point(atPoint(4)));
        Refused.with(400, "wrong_point", () -> claims.pointMustBe("b", atPoint(1)));
        Refused.with(400, "wrong_point", () -> claims.point(TestExchange.with("point_id", 1L)));
    }

    @ParameterizedTest
    @CsvSource({"at_cabinet, false", "at_return, false", "at_scooter, true", "none, true", "at, true"})
    void knowsWhetherTheActionBelongsToTheLeg(String leg, boolean other) {
        assertThat(claims.isOnOtherLeg(TestExchange.with("leg", leg, "legs_allowed", "at_cabinet,at_return"))).isEqualTo(other);
        assertThat(claims.isOnOtherLeg(TestExchange.with("leg", leg, "legs_allowed", "at_cabinet, at_return"))).isEqualTo(other);
    }

    @Test
    void namesTheStatusInWhichTheActionMakesNoSense() {
        assertThat(catchThrowableOfType(ApiRefusal.class,
            () -> claims.wrongStatus(TestExchange.with("claim_status", "delivered"))).getArgs()).containsExactly("delivered");
        Refused.with(409, "wrong_status", () -> claims.wrongStatus(TestExchange.with()));
    }

    @Test
    void refusesAsARouteSays() {
        Refused.with(408, "cell_timeout", () -> claims.refuse(408, "cell_timeout"));
    }

    private static Exchange atPoint(long id) {
        return TestExchange.with("point_id", id, "point_a", 1L, "point_b", 2L, "point_c", 3L);
    }
}
