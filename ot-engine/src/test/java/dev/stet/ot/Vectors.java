package dev.stet.ot;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Conformance vectors: lines of JSON in the folder {@code -Dot.vectors=DIR}, by default the ones kept here. */
public final class Vectors {
    private static final TypeReference<Map<String, Object>> LINE = new TypeReference<>() {};

    private Vectors() {}

    /**
     * Reads a file of vectors, gzipped if its name says so.
     *
     * @throws IOException if it cannot be read, or is not there
     */
    public static List<Map<String, Object>> read(String fileName) throws IOException {
        Path file = folder().resolve(fileName);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "no vectors; the folder is -Dot.vectors=DIR");
        }
        byte[] content;
        try (InputStream raw = Files.newInputStream(file);
                InputStream lines = fileName.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            content = lines.readAllBytes();
        }
        List<Map<String, Object>> vectors = new ArrayList<>();
        for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
            if (!line.isBlank()) {
                vectors.add(JsonMapper.shared().readValue(line, LINE));
            }
        }
        return vectors;
    }

    /** Returns whether two values are the same: numbers in plain JSON by what they count, everything else as it says. */
    public static boolean same(Object one, Object other) {
        if (one instanceof Number number && other instanceof Number counterpart) {
            return number.equals(counterpart) || number.doubleValue() == counterpart.doubleValue();
        }
        if (one instanceof List<?> list && other instanceof List<?> counterpart) {
            if (list.size() != counterpart.size()) {
                return false;
            }
            for (int i = 0; i < list.size(); i++) {
                if (!same(list.get(i), counterpart.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> counterpart) {
            return map.keySet().equals(counterpart.keySet())
                    && map.keySet().stream().allMatch(key -> same(map.get(key), counterpart.get(key)));
        }
        return Objects.equals(one, other);
    }

    private static Path folder() throws IOException {
        String named = System.getProperty("ot.vectors", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        try {
            return Path.of(Vectors.class.getResource("/vectors").toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the vectors kept with the tests cannot be found", e);
        }
    }
}
