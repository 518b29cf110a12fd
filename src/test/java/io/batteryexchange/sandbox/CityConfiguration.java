package io.batteryexchange.sandbox;

import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.cargo.Dispatch;
import io.batteryexchange.sandbox.cargo.Journal;
import io.batteryexchange.sandbox.cargo.Misfortunes;
import io.batteryexchange.sandbox.cargo.Visits;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.Batteries;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.CityBuilder;
import io.batteryexchange.sandbox.city.CityClock;
import io.batteryexchange.sandbox.fleet.Fleet;
import io.batteryexchange.sandbox.fleet.SensorToTags;
import io.batteryexchange.sandbox.fleet.StreetLife;
import io.batteryexchange.sandbox.ledger.Watch;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The city and everything that lives in it. */
class CityConfiguration {

    @Bean
    SandboxSettings sandboxSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("sandbox", SandboxSettings.class);
    }

    @Bean
    CityClock cityClock(SandboxSettings settings) {
        return new CityClock(settings.speed());
    }

    @Bean
    City city(SandboxSettings settings, CityClock clock) {
        return CityBuilder.found(settings, clock);
    }

    @Bean
    Agenda agenda(CityClock clock) {
        return new Agenda(clock);
    }

    @Bean
    Batteries batteries(City city, SandboxSettings settings) {
        return new Batteries(city, settings.rechargeRate(), settings.discharge() ? settings.dischargeRate() : 0);
    }

    @Bean
    Fleet fleet(City city) {
        return new Fleet(city);
    }

    @Bean
    SensorToTags sensorToTags(Fleet fleet, SandboxSettings settings) {
        return new SensorToTags(fleet, settings.watcher(), settings.seed());
    }

    @Bean
    Bookings bookings(City city) {
        return new Bookings(city);
    }

    @Bean
    Journal journal() {
        return new Journal();
    }

    @Bean
    Claims claims(City city, SandboxSettings settings, Journal journal) {
        return new Claims(city, settings, journal);
    }

    @Bean
    Dispatch dispatch(Claims claims, City city, Agenda agenda, SandboxSettings settings) {
        return new Dispatch(claims, city, agenda, settings);
    }

    @Bean
    Visits visits(Claims claims, City city, Agenda agenda) {
        return new Visits(claims, city, agenda);
    }

    @Bean
    Misfortunes misfortunes(Claims claims, Dispatch dispatch, Visits visits, City city, Agenda agenda) {
        Misfortunes misfortunes = new Misfortunes(claims, dispatch, visits, city, agenda);
        claims.listen(misfortunes);
        return misfortunes;
    }

    @Bean
    StreetLife streetLife(Fleet fleet, Agenda agenda, SandboxSettings settings) {
        StreetLife streetLife = new StreetLife(fleet, agenda, settings.rentalTag());
        fleet.listen(streetLife);
        return streetLife;
    }

    @Bean
    CityLife cityLife(City city, Agenda agenda, Batteries batteries, SensorToTags sensorToTags, Bookings bookings, Watch watch) {
        return new CityLife(city, agenda, batteries, sensorToTags, bookings, watch);
    }
}
