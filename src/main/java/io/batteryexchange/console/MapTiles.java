package io.batteryexchange.console;

import io.batteryexchange.settings.SettingRefused;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where the pictures below the map come from: settings {@code console.map-tiles} (an address with {@code {z}}, {@code {x}} and {@code {y}}; empty: the map is
 * drawn here and no other server is asked) and {@code console.map-attribution}.
 */
@Component
public class MapTiles {

    private static final String NAME = "Setting console.map-tiles (environment variable CONSOLE_MAP_TILES) ";

    private final String template;
    private final String attribution;
    private final String origin;

    MapTiles(@Value("${console.map-tiles}") String template, @Value("${console.map-attribution}") String attribution) {
        this.template = template.strip();
        this.attribution = attribution.strip();
        this.origin = this.template.isEmpty() ? "" : origin(this.template);
    }

    public boolean used() {
        return !template.isEmpty();
    }

    public String template() {
        return template;
    }

    /** Whom the tiles' licence wants to be named; may be empty. */
    public String attribution() {
        return attribution;
    }

    /** Scheme, host and port: what a Content-Security-Policy has to allow as a source of pictures. Empty where no tiles are used. */
    public String origin() {
        return origin;
    }

    private static String origin(String template) {
        for (String part : new String[] {"{z}", "{x}", "{y}"}) {
            if (!template.contains(part)) {
                throw new SettingRefused(NAME + "must hold {z}, {x} and {y}, like https://tiles.example.org/{z}/{x}/{y}.png.");
            }
        }
        String address = template.replaceAll("\\{[zxy]}", "0");
        if (address.matches(".*[{}].*")) {
            throw new SettingRefused(NAME + "may hold no other placeholder than {z}, {x} and {y}: all tiles come from one host.");
        }
        try {
            URI uri = new URI(address);
            if (uri.getRawUserInfo() != null) {
                throw new SettingRefused(NAME + "must not hold a login: every browser would see it.");
            }
            if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                throw new SettingRefused(NAME + "must be an http or https URL.");
            }
            if (template.indexOf('{') < template.indexOf(uri.getRawAuthority()) + uri.getRawAuthority().length()) {
                throw new SettingRefused(NAME + "must name one host: {z}, {x} and {y} belong behind it.");
            }
            return uri.getScheme() + "://" + uri.getRawAuthority();
        } catch (URISyntaxException e) {
            throw new SettingRefused(NAME + "is not a URL: " + e.getReason() + " at position " + e.getIndex() + ".", e);
        }
    }
}
