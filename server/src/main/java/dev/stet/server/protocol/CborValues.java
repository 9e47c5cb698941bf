package dev.stet.server.protocol;

import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Turns JSON values into CBOR, number for number. */
final class CborValues {
    private CborValues() {}

    static void write(JsonGenerator cbor, Json value) {
        try (JsonParser json = JsonCodec.FACTORY.createParser(ObjectReadContext.empty(), value.encoded())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                write(cbor, json, token);
            }
        }
    }

    private static void write(JsonGenerator cbor, JsonParser json, JsonToken token) {
        switch (token) {
            case START_OBJECT -> cbor.writeStartObject();
            case END_OBJECT -> cbor.writeEndObject();
            case START_ARRAY -> cbor.writeStartArray();
            case END_ARRAY -> cbor.writeEndArray();
            case PROPERTY_NAME -> cbor.writeName(json.currentName());
            case VALUE_STRING -> cbor.writeString(json.getString());
            case VALUE_NUMBER_INT -> {
                switch (json.getNumberType()) {
                    case INT, LONG -> cbor.writeNumber(json.getLongValue());
                    default -> cbor.writeNumber(json.getBigIntegerValue());
                }
            }
            case VALUE_NUMBER_FLOAT -> writeDecimal(cbor, json.getDecimalValue());
            case VALUE_TRUE -> cbor.writeBoolean(true);
            case VALUE_FALSE -> cbor.writeBoolean(false);
            case VALUE_NULL -> cbor.writeNull();
            default -> throw new IllegalStateException("not a JSON value, token=" + token);
        }
    }

    /**
     * Writes a decimal as a double if that, read as the shortest decimal that means it, is the same with the same digits;
     * else as a decimal fraction (tag 4).
     */
    private static void writeDecimal(JsonGenerator cbor, BigDecimal number) {
        double nearest = number.doubleValue();
        if (Double.isFinite(nearest) && sameDigits(new BigDecimal(Double.toString(nearest)), number)) {
            cbor.writeNumber(nearest);
        } else {
            cbor.writeNumber(number);
        }
    }

    private static boolean sameDigits(BigDecimal one, BigDecimal other) {
        return one.scale() == other.scale() && one.unscaledValue().equals(other.unscaledValue());
    }
}
