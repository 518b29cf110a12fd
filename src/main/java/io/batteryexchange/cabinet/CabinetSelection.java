package io.batteryexchange.cabinet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.database.JsonText;
import io.batteryexchange.experiment.Experiment;
import io.batteryexchange.experiment.Experiments;
import io.batteryexchange.settings.BundleSettings.Walk;
import io.batteryexchange.store.Stores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Which stores to ask for a scooter, which of their cabinets to try, by the experiment that applies, and why the others were not taken
 * (variable {@code rejected}).
 */
@Component("cabinetSelection")
public class CabinetSelection {

    /** So many stores out of reach are told: the nearest ones. */
    private static final int OUT_OF_REACH_TOLD = 20;

    private static final String SEARCH = "cabinet_search";
    private static final String REJECTED = "rejected";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stores stores;
    private final Experiments experiments;
    private final Walk walk;
    private final Map<String, SelectionMethod> methods;

    CabinetSelection(Stores stores, Experiments experiments, Walk walk, List<SelectionMethod> methods) {
        this.stores = stores;
        this.experiments = experiments;
        this.walk = walk;
        this.methods = methods.stream().collect(Collectors.toMap(SelectionMethod::name, Function.identity()));
    }

    /** No cabinet is known yet. */
    public List<Candidate> none() {
        return new ArrayList<>();
    }

    /**
     * Sets {@code store_chunks}: the stores to ask for the scooter (variables {@code car_id}, {@code lat}, {@code lon}), nearest first, in chunks of at most
     * 200 ids, space separated; empty: no store is left. Sets {@code experiment} to the rule's name and begins variable {@code rejected} with the stores
     * out of reach and those in manual mode (variable {@code manual_scopes}: store ids or {@code all}, space separated).
     */
    public void storesInReach(Exchange exchange) {
        Iterable<Stores.Near> nearestFirst = stores.nearestFirst(exchange.getVariable("lat", Double.class), exchange.getVariable("lon", Double.class));
        Experiment experiment = experiments.forScooter(exchange.getVariable("car_id", String.class), nearestFirst.iterator().next().store().id());
        Set<String> manual = Set.copyOf(Arrays.asList(exchange.getVariable("manual_scopes", "", String.class).split(" ")));
        Map<String, Double> asked = new LinkedHashMap<>();
        Rejections rejected = new Rejections();
        int outOfReach = 0;
        for (Stores.Near near : nearestFirst) {
            String storeId = near.store().id();
            String tooFar = outOfReach(near.km(), experiment.params());
            if (tooFar != null) {
                rejected.add(Rejected.store(storeId, tooFar, near.km(), false));
                if (++outOfReach == OUT_OF_REACH_TOLD) {
                    break; // all others are farther
                }
            } else if (manual.contains("all") || manual.contains(storeId)) {
                rejected.add(Rejected.store(storeId, Why.MANUAL_MODE, near.km(), true));
            } else {
                asked.put(storeId, near.km());
            }
        }
        exchange.setVariable("experiment", experiment.name());
        exchange.setVariable("store_chunks", StoreChunks.of(List.copyOf(asked.keySet())));
        exchange.setVariable(SEARCH, new CabinetSearch(experiment, asked));
        exchange.setVariable(REJECTED, rejected);
    }

    /** Adds an availability answer (variable {@code answer}) to variable {@code cabinets}; cabinets of stores that were not asked are left out. */
    public void collect(Exchange exchange) {
        CabinetSearch search = exchange.getVariable(SEARCH, CabinetSearch.class);
        List<Candidate> cabinets = candidates(exchange, "cabinets");
        for (JsonNode cabinet : exchange.getVariable("answer", JsonNode.class).path("cabinets")) {
            Double km = search.kmByStore().get(cabinet.path("store_id").asText());
            if (km != null && !cabinet.path("cabinet_id").asText().isEmpty()) {
                cabinets.add(new Candidate(cabinet.path("cabinet_id").asText(), cabinet.path("store_id").asText(), km, walkMinutes(km), cabinet.path("available").asInt()));
            }
        }
    }

    /** Sets {@code candidates}: those of variable {@code cabinets} that are worth a try, best first, as a list to take from. The others are rejected. */
    public void rank(Exchange exchange) {
        CabinetSearch search = exchange.getVariable(SEARCH, CabinetSearch.class);
        List<Candidate> cabinets = candidates(exchange, "cabinets");
        Rejections rejected = rejected(exchange);
        Set<String> withCabinet = cabinets.stream().map(Candidate::storeId).collect(Collectors.toSet());
        search.kmByStore().forEach((storeId, km) -> {
            if (!withCabinet.contains(storeId)) {
                rejected.add(Rejected.store(storeId, Why.WITHOUT_CABINET, km, true));
            }
        });
        List<Candidate> usable = new ArrayList<>();
        for (Candidate cabinet : cabinets) {
            if (cabinet.available() > 0) {
                usable.add(cabinet);
            } else {
                rejected.add(Rejected.cabinet(cabinet, Why.available(cabinet.available())));
            }
        }
        usable.sort(methods.get(search.experiment().method()).bestFirst());
        int most = search.experiment().params().maxCabinets();
        List<Candidate> best = usable.subList(0, Math.min(most, usable.size()));
        usable.subList(best.size(), usable.size()).forEach(cabinet -> rejected.add(Rejected.cabinet(cabinet, Why.notAmongTheBest(most))));
        exchange.setVariable("candidates", new ArrayList<>(best));
    }

    /** Takes the best of variable {@code candidates}: variables {@code cabinet_id}, {@code store_id}, {@code distance_km}. */
    public void takeBest(Exchange exchange) {
        Candidate best = candidates(exchange, "candidates").remove(0);
        exchange.setVariable("cabinet_id", best.cabinetId());
        exchange.setVariable("store_id", best.storeId());
        exchange.setVariable("distance_km", best.km());
    }

    /** Rejects the cabinet of variables {@code cabinet_id} and {@code store_id}: its last accumulator was taken meanwhile. */
    public void bookedAway(Exchange exchange) {
        rejected(exchange).add(new Rejected(exchange.getVariable("cabinet_id", String.class), exchange.getVariable("store_id", String.class), Why.BOOKED_AWAY,
            exchange.getVariable("distance_km", 0.0, Double.class), true));
    }

    /** What was not taken, nearest first and at most 50, as a JSON array of {@code {"cabinet_id"?, "store_id", "why"}}. */
    public String rejectedJson(Exchange exchange) throws JsonProcessingException {
        return JsonText.withoutNul(JSON.writeValueAsString(rejected(exchange)));
    }

    /** Why no cabinet was taken, for example {@code no cabinet: 3 rejected (nearest: c-4 0 available)}. */
    public String summary(Exchange exchange) {
        return rejected(exchange).summary(exchange.getVariable(SEARCH, CabinetSearch.class));
    }

    private String outOfReach(double km, Experiment.Params params) {
        if (km > params.maxDistanceKm()) {
            return Why.tooFar(km, params.maxDistanceKm());
        }
        return walkMinutes(km) > params.maxWalkMin() ? Why.tooLongAWalk(walkMinutes(km), params.maxWalkMin()) : null;
    }

    @SuppressWarnings("unchecked")
    private static List<Candidate> candidates(Exchange exchange, String variable) {
        return exchange.getVariable(variable, List.class);
    }

    /** Those that storesInReach began; a task's row may have a text of an earlier attempt under the same name. */
    private static Rejections rejected(Exchange exchange) {
        if (exchange.getVariable(REJECTED) instanceof Rejections begun) {
            return begun;
        }
        Rejections none = new Rejections();
        exchange.setVariable(REJECTED, none);
        return none;
    }

    private double walkMinutes(double km) {
        return km * walk.circuity() / walk.speedKmh() * 60;
    }
}
