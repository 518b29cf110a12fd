package io.batteryexchange.settings;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.core.env.Environment;

/** Where the database is. */
public final class DatabaseUrl {

    private static final String NAME = "spring.datasource.url";
    private static final String VARIABLE = "SPRING_DATASOURCE_URL";

    private DatabaseUrl() {
    }

    /**
     * The setting's value.
     *
     * @throws SettingRefused missing, or no address of a PostgreSQL database; the sentence does not hold the value, since it may hold a password
     */
    public static String require(Environment settings) {
        RequiredSettings.require(settings, NAME, VARIABLE, "the JDBC URL of the PostgreSQL database");
        String url = settings.getProperty(NAME, "");
        if (DriverManager.drivers().noneMatch(driver -> accepts(driver, url))) {
            throw new SettingRefused("Setting " + NAME + " (environment variable " + VARIABLE + ") is not a JDBC URL of PostgreSQL.");
        }
        return url;
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }
}
