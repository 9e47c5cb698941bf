package dev.stet.server.protocol;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** {@code stet.v1.json}: messages as JSON in text frames. */
public final class JsonCodec extends JacksonCodec {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    /** Makes a codec; one is enough. */
    public JsonCodec() {
        super(FACTORY, RawUtf8::write, "JSON");
    }

    @Override
    public String subprotocol() {
        return "stet.v1.json";
    }

    @Override
    public boolean isBinary() {
        return false;
    }

    @Override
    public int mostJsonBytesPerByte() {
        return 1;
    }
}
