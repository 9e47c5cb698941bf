package dev.stet.ot.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document recorded while it was typed. Positions and counts are code points.
 *
 * @param patches the changes in order; of a concurrent trace, in the order of the file
 * @param endContent the text they end in
 */
public record EditingTrace(List<Patch> patches, String endContent) {

    /** Replaces {@code deleted} code points at {@code position} by {@code text}. */
    public record Patch(int position, int deleted, String text) {

        /** Returns the patch as an operation on a document. */
        public TextOperation on(Rope document) {
            int start = document.indexOfCodePoint(position);
            int end = document.indexOfCodePoint(position + deleted);
            return TextOperation.replace(start, end - start, text);
        }
    }

    /** Reads {@code traces/NAME.json.gz} from the class path. */
    public static EditingTrace named(String name) throws IOException {
        try (InputStream file = EditingTrace.class.getResourceAsStream("/traces/" + name + ".json.gz")) {
            if (file == null) {
                throw new IOException("no such trace, name=" + name);
            }
            return read(file);
        }
    }

    /** Reads a gzipped trace. */
    public static EditingTrace read(InputStream gzipped) throws IOException {
        JsonNode root = JsonMapper.shared().readTree(new GZIPInputStream(gzipped));
        List<Patch> patches = new ArrayList<>();
        for (JsonNode transaction : root.get("txns")) {
            for (JsonNode patch : transaction.get("patches")) {
                patches.add(new Patch(
                        patch.get(0).intValue(),
                        patch.get(1).intValue(),
                        patch.get(2).stringValue()));
            }
        }
        return new EditingTrace(List.copyOf(patches), root.get("endContent").stringValue());
    }
}
