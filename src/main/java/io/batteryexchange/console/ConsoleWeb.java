package io.batteryexchange.console;

import io.batteryexchange.api.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import org.webjars.WebJarVersionLocator;

/** What the pages need of the web server: scripts and styles from the jar, a language, and what a browser may load for them. */
@Configuration(proxyBeanMethods = false)
class ConsoleWeb implements WebMvcConfigurer {

    private static final String PAGES = "/operations/**";
    private static final String ASSETS = "/operations/assets/";
    private static final String WEBJARS = "classpath:/META-INF/resources/webjars/";

    private final WebJarVersionLocator webjars = new WebJarVersionLocator();
    private final MapTiles tiles;

    ConsoleWeb(MapTiles tiles) {
        this.tiles = tiles;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        CacheControl cache = CacheControl.maxAge(Duration.ofHours(1)).cachePrivate();
        registry.addResourceHandler(ASSETS + "htmx/**").addResourceLocations(dist("htmx.org")).setCacheControl(cache);
        registry.addResourceHandler(ASSETS + "leaflet/**").addResourceLocations(dist("leaflet")).setCacheControl(cache);
        registry.addResourceHandler(ASSETS + "**").addResourceLocations("classpath:/static/operations/").setCacheControl(CacheControl.noCache());
    }

    private String dist(String webjar) {
        return WEBJARS + webjar + "/" + webjars.version(webjar) + "/dist/";
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        LocaleChangeInterceptor language = new LocaleChangeInterceptor();
        language.setParamName("lang");
        language.setIgnoreInvalidLocale(true);
        registry.addInterceptor(language).addPathPatterns(PAGES);
        registry.addInterceptor(new PagePolicy(tiles)).addPathPatterns(PAGES);
    }

    /** The language that was chosen, else that of the browser; one of ours. */
    @Bean
    LocaleResolver localeResolver(Texts texts, ConsoleSettings settings) {
        CookieLocaleResolver resolver = new CookieLocaleResolver("operations-language") {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return texts.language(super.resolveLocale(request).toLanguageTag());
            }
        };
        resolver.setCookiePath("/operations");
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSecure(settings.isSecure());
        resolver.setCookieSameSite("Lax");
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setRejectInvalidCookies(false);
        return resolver;
    }

    /** In place of the policy of answers that are no pages (SecurityHeaders): scripts, styles and pictures of ours alone, and the map's tiles where they are wanted. */
    private static final class PagePolicy implements HandlerInterceptor {

        private final String policy;

        PagePolicy(MapTiles tiles) {
            policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:" + (tiles.used() ? " " + tiles.origin() : "")
                + "; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        }

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            response.setHeader("Content-Security-Policy", policy);
            return true;
        }
    }
}
