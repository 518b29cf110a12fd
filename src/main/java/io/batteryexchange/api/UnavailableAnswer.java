package io.batteryexchange.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.camel.Exchange;

/** The answer of an API that has one of its own, with status 200, for a cabinet system that does not answer. A bean of this type. */
public interface UnavailableAnswer {

    /** The value of variable {@code when_cabinet_fails} that asks for this answer. */
    String kind();

    /** The body. */
    String unavailable(Exchange exchange) throws JsonProcessingException;
}
