package io.batteryexchange.sandbox.cargo;

import io.batteryexchange.sandbox.wire.Shape;

/** The schema of a create request, table by table. */
final class ClaimShape {

    private static final Shape POINT_ID = Shape.integer(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final Shape LONG_TEXT = Shape.text(0, 7000);
    private static final Shape ID_TEXT = Shape.text(1, 512);
    private static final Shape ANY_TEXT = Shape.text(0, 7000);

    private ClaimShape() {
    }

    static Shape create() {
        return Shape.object()
                .required("items", Shape.array(item(), 1, 10_000))
                .required("route_points", Shape.array(point(), 2, 300))
                .optional("emergency_contact", Shape.object().required("name", Shape.text()).required("phone", Shape.text(1, 30))
                        .optional("phone_additional_code", ANY_TEXT))
                .optional("client_requirements", requirements())
                .optional("callback_properties", Shape.object().required("callback_url", Shape.pattern("https?:.*")))
                .optional("due", Shape.text())
                .optional("comment", LONG_TEXT)
                .optional("skip_door_to_door", Shape.bool())
                .optional("skip_client_notify", Shape.bool())
                .optional("skip_emergency_notify", Shape.bool())
                .optional("skip_act", Shape.bool())
                .optional("optional_return", Shape.bool())
                .optional("auto_accept", Shape.bool())
                .optional("offer_payload", Shape.text())
                .optional("referral_source", Shape.text())
                .optional("shipping_document", Shape.text())
                .optional("packages", Shape.anything())
                .optional("same_day_data", Shape.anything());
    }

    private static Shape requirements() {
        return Shape.object()
                .required("taxi_class", Shape.oneOf("courier", "express", "cargo", "sdd_multislot"))
                .optional("cargo_type", Shape.oneOf("van", "lcv_m", "lcv_l", "lcv_xl"))
                .optional("cargo_loaders", Shape.integer(0, 2))
                .optional("cargo_options", Shape.array(Shape.oneOf("auto_courier", "thermobag"), 0, 2))
                .optional("pro_courier", Shape.bool())
                .optional("assign_robot", Shape.bool())
                .optional("rental_duration", Shape.integer(0, 100_000));
    }

    private static Shape item() {
        return Shape.object()
                .required("title", Shape.text())
                .required("quantity", Shape.integer(1, Long.MAX_VALUE))
                .required("cost_value", Shape.pattern("[0-9]+(\\.[0-9]{1,2})?"))
                .required("cost_currency", Shape.pattern("[A-Z]{3}"))
                .required("pickup_point", POINT_ID)
                .optional("dropoff_point", POINT_ID)
                .optional("droppof_point", POINT_ID)
                .optional("extra_id", ID_TEXT)
                .optional("size", Shape.object().required("length", Shape.number(0, 500)).required("width", Shape.number(0, 500))
                        .required("height", Shape.number(0, 500)))
                .optional("weight", Shape.number(0, 500_000))
                .optional("age_restricted", Shape.bool())
                .optional("fiscalization", Shape.anything());
    }

    private static Shape point() {
        return Shape.object()
                .required("point_id", POINT_ID)
                .required("visit_order", Shape.integer(1, 1000))
                .required("type", Shape.oneOf("source", "destination", "return"))
                .required("contact", Shape.object().required("name", Shape.text()).required("phone", Shape.text(1, 30))
                        .optional("email", Shape.text(1, 320)).optional("phone_additional_code", ANY_TEXT))
                .required("address", address())
                .optional("skip_confirmation", Shape.bool())
                .optional("external_order_id", ID_TEXT)
                .optional("external_order_cost", Shape.object().required("value", Shape.text()).required("currency", Shape.text())
                        .required("currency_sign", Shape.text()))
                .optional("leave_under_door", Shape.bool())
                .optional("meet_outside", Shape.bool())
                .optional("no_door_call", Shape.bool())
                .optional("pickup_code", Shape.pattern("[0-9]{6}"))
                .optional("nonblocking_pickup_code", Shape.text(4, 6))
                .optional("should_notify_on_order_readiness", Shape.bool())
                .optional("payment_on_delivery", Shape.anything())
                .optional("buyout", Shape.anything())
                .optional("code_verification_properties", Shape.anything());
    }

    private static Shape address() {
        Shape.Fields address = Shape.object()
                .required("fullname", Shape.text())
                .optional("coordinates", Shape.array(Shape.number(-180, 180), 2, 2))
                .optional("comment", LONG_TEXT);
        for (String field : new String[] {"country", "city", "street", "building", "building_name", "porch", "sfloor", "sflat",
            "door_code", "door_code_extra", "doorbell_name", "shortname", "uri", "description"}) {
            address.optional(field, ANY_TEXT);
        }
        return address;
    }
}
