package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rich text as plain code has it: a list of characters and embeds, each with a map of its own. */
final class PlainRichText {
    /**
     * One character or one embed.
     *
     * @param content a code point as a string, or a map
     */
    record Unit(Object content, Map<String, Object> attributes) {
        int length() {
            return content instanceof String character ? character.length() : 1;
        }

        /** Returns this after a change of attributes: {@code null} takes one away. */
        Unit changed(Map<String, Object> change) {
            Map<String, Object> after = new LinkedHashMap<>(attributes);
            change.forEach((name, value) -> {
                if (value == null) {
                    after.remove(name);
                } else {
                    after.put(name, value);
                }
            });
            return new Unit(content, after);
        }
    }

    private PlainRichText() {}

    static List<Unit> units(RichText document) {
        List<Unit> units = new ArrayList<>();
        document.forEach(piece -> {
            Map<String, Object> attributes = piece.attributes().plain();
            switch (piece) {
                case Piece.Text text -> units.addAll(units(text.text().toString(), attributes));
                case Piece.Embed embed -> units.add(new Unit(embed.value().plain(), attributes));
            }
        });
        return units;
    }

    static List<Unit> units(String text, Map<String, Object> attributes) {
        return text.codePoints()
                .mapToObj(character -> new Unit(Character.toString(character), attributes))
                .toList();
    }

    static RichText document(List<Unit> units) {
        List<Object> encoded = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            boolean alone = !(unit.content() instanceof String);
            if (!alone) {
                text.append(unit.content());
            }
            boolean last = i + 1 == units.size()
                    || !(units.get(i + 1).content() instanceof String)
                    || !units.get(i + 1).attributes().equals(unit.attributes());
            if (alone || last) {
                encoded.add(
                        Map.of("insert", alone ? unit.content() : text.toString(), "attributes", unit.attributes()));
                text.setLength(0);
            }
        }
        return RICH_TEXT.decodeSnapshot(encoded);
    }

    static int length(List<Unit> units) {
        return units.stream().mapToInt(Unit::length).sum();
    }
}
