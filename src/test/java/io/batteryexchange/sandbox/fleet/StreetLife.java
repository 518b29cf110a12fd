package io.batteryexchange.sandbox.fleet;

import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Scooter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What people do to a scooter just when its task begins or ends, that is when {@code recharge_processing} is set or taken off. */
public final class StreetLife implements TagListener {

    private static final Duration RIDE = Duration.ofMinutes(6);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<Behaviour> DEEDS = List.of(Behaviour.CHARGED_BY_HAND, Behaviour.RETAGGED, Behaviour.RENTED);

    private final Fleet fleet;
    private final City city;
    private final Agenda agenda;
    private final String rentalTag;

    public StreetLife(Fleet fleet, Agenda agenda, String rentalTag) {
        this.fleet = fleet;
        this.city = fleet.city();
        this.agenda = agenda;
        this.rentalTag = rentalTag;
    }

    @Override
    public void set(Scooter scooter, Tag tag) {
        if (tag.name().equals(Tag.PROCESSING) && fleet.hasLowTag(scooter.id())) {
            Optional<Behaviour> drawn = DEEDS.stream().filter(city.fate()::draws).findFirst();
            drawn.ifPresent(deed -> happen(scooter, deed));
            if (drawn.isEmpty() && city.fate().draws(Behaviour.PROCESSING_TAKEN_OFF)) {
                later(SOON, () -> fleet.removeTag(scooter, tag.tagId()).ifPresent(t -> city.fate().happened(Behaviour.PROCESSING_TAKEN_OFF)));
            }
        }
    }

    @Override
    public void removed(Scooter scooter, Tag tag) {
        if (tag.name().equals(Tag.PROCESSING) && !fleet.hasLowTag(scooter.id()) && city.fate().strikes(Behaviour.PROCESSING_LEFT_ON)) {
            later(SOON, () -> fleet.setTag(scooter, Tag.PROCESSING, 0));
        }
    }

    private void later(Duration pause, Runnable deed) {
        agenda.in(pause, () -> {
            synchronized (city) {
                deed.run();
            }
        });
    }

    /** Lets it happen now, and counts it. */
    public void happen(Scooter scooter, Behaviour deed) {
        switch (deed) {
            case CHARGED_BY_HAND -> {
                scooter.accumulator().charge(100);
                lowTags(scooter).forEach(tag -> fleet.removeTag(scooter, tag.tagId()));
            }
            case RETAGGED -> lowTags(scooter).forEach(tag -> {
                fleet.removeTag(scooter, tag.tagId());
                fleet.setTag(scooter, tag.name(), tag.priority());
            });
            case RENTED -> {
                Tag riding = fleet.setTag(scooter, rentalTag, 0);
                later(RIDE, () -> fleet.removeTag(scooter, riding.tagId()));
            }
            default -> throw new IllegalArgumentException("nothing that people do to a scooter: " + deed.title());
        }
        city.fate().happened(deed);
    }

    private List<Tag> lowTags(Scooter scooter) {
        return fleet.tags(scooter.id()).stream().filter(Tag::isLow).toList();
    }
}
