package io.batteryexchange.sandbox;

import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cabinets.CabinetsApi;
import io.batteryexchange.sandbox.cargo.CargoApi;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.cargo.Dispatch;
import io.batteryexchange.sandbox.cargo.Journal;
import io.batteryexchange.sandbox.cargo.Visits;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.fleet.Fleet;
import io.batteryexchange.sandbox.fleet.FleetApi;
import io.batteryexchange.sandbox.wire.ConnectionCutter;
import io.batteryexchange.sandbox.wire.Faults;
import io.batteryexchange.sandbox.wire.Upstream;
import io.batteryexchange.sandbox.wire.UpstreamServlet;
import io.batteryexchange.sandbox.wire.Wire;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** The upstreams on their paths. The web server is made by hand, so that no {@code server.*} setting of the bundle reaches it. */
class UpstreamsConfiguration {

    @Bean
    TomcatServletWebServerFactory webServerFactory(SandboxSettings settings) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(settings.port());
        factory.setAddress(settings.address());
        factory.addEngineValves(new ConnectionCutter());
        // Cookies know no ports: beside the console on another port of this machine, the usual name would be its session's too.
        factory.getSession().getCookie().setName("sandbox-session");
        return factory;
    }

    @Bean
    Faults faults(SandboxSettings settings) {
        Faults faults = new Faults(settings.seed());
        faults.rules(settings.faults());
        return faults;
    }

    @Bean
    Wire wire(City city, Faults faults) {
        return new Wire(city, faults);
    }

    @Bean
    ServletRegistrationBean<UpstreamServlet> fleetServlet(Fleet fleet, SandboxSettings settings, Wire wire) {
        return servlet("fleet", new FleetApi(fleet).upstream(settings.fleetToken()), wire);
    }

    @Bean
    ServletRegistrationBean<UpstreamServlet> cabinetsServlet(Bookings bookings, City city, Agenda agenda, SandboxSettings settings, Wire wire) {
        return servlet("cabinets", new CabinetsApi(bookings, city, agenda, settings.bookingsPageSize()).upstream(settings.cabinetToken()), wire);
    }

    @Bean
    CargoApi cargoApi(Claims claims, Journal journal, Dispatch dispatch, Visits visits, City city, Agenda agenda,
                      SandboxSettings settings, Wire wire) {
        return new CargoApi(claims, journal, dispatch, visits, city, agenda, settings, wire);
    }

    @Bean
    ServletRegistrationBean<UpstreamServlet> cargoServlet(CargoApi cargo, SandboxSettings settings, Wire wire) {
        return servlet("cargo", cargo.upstream(settings.cargoToken()), wire);
    }

    @Bean
    ServletRegistrationBean<UpstreamServlet> cargoV1Servlet(CargoApi cargo, SandboxSettings settings, Wire wire) {
        return servlet("cargo-v1", cargo.upstreamV1(settings.cargoToken()), wire);
    }

    private static ServletRegistrationBean<UpstreamServlet> servlet(String name, Upstream upstream, Wire wire) {
        ServletRegistrationBean<UpstreamServlet> registration =
                new ServletRegistrationBean<>(new UpstreamServlet(upstream, wire), upstream.prefix() + "/*");
        registration.setName(name);
        return registration;
    }
}
