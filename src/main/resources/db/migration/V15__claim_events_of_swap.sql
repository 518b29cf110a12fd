-- When a courier was found, came to the cabinet, took the accumulator and came to the scooter: for the figures, claim by claim.
create index claim_events_of_swap on claim_events (claim_id)
 where new_status in ('performer_found', 'pickup_arrived', 'pickuped', 'delivery_arrived');
