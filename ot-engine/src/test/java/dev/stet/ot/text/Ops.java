package dev.stet.ot.text;

import tools.jackson.databind.json.JsonMapper;

/** Operations as they are written: {@code [5,"x",{"d":1}]}. */
final class Ops {
    private Ops() {}

    static TextOperation op(String json) {
        return TextType.TEXT.decode(JsonMapper.shared().readValue(json, Object.class));
    }

    static UnicodeOperation unicode(String json) {
        return UnicodeTextType.TEXT_UNICODE.decode(JsonMapper.shared().readValue(json, Object.class));
    }
}
