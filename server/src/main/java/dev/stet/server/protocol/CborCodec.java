package dev.stet.server.protocol;

import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORReadFeature;

/**
 * {@code stet.v1.cbor}: the same messages as CBOR (RFC 8949) in binary frames.
 *
 * <p>Operations are stored as JSON, and become CBOR when a frame is made of them; a frame is made once for all readers of this
 * encoding who are at the same place. Writing a frame of operations takes about as long as reading the JSON in it.
 */
public final class CborCodec extends JacksonCodec {
    /** Of a control character, one byte here and six there: "&#92;u0001". */
    private static final int MOST_JSON_BYTES = 6;

    private static final CBORFactory FACTORY = CBORFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            // else they would be read as something that they are not
            .enable(CBORReadFeature.READ_SIMPLE_VALUE_AS_EMBEDDED_OBJECT)
            .enable(CBORReadFeature.READ_UNDEFINED_AS_EMBEDDED_OBJECT)
            .build();

    /** Makes a codec; one is enough. */
    public CborCodec() {
        super(FACTORY, CborValues::write, "CBOR");
    }

    @Override
    public String subprotocol() {
        return "stet.v1.cbor";
    }

    @Override
    public boolean isBinary() {
        return true;
    }

    @Override
    public int mostJsonBytesPerByte() {
        return MOST_JSON_BYTES;
    }
}
