package dev.stet.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Frames that are nearly right, or not at all. Confined to the test's thread. */
final class Nonsense {
    private static final List<String> MESSAGES = List.of(
            "{\"type\":\"op:submit\",\"doc\":\"minutes\",\"revision\":REV,\"seq\":SEQ,\"op\":[\"m\uD83D\uDE00\"],"
                    + "\"selection\":{\"anchor\":1,\"head\":1}}",
            "{\"type\":\"op:submit\",\"doc\":\"minutes\",\"revision\":REV,\"seq\":SEQ,\"op\":[1,{\"d\":1},\"z\"]}",
            "{\"type\":\"op:submit\",\"id\":\"7\",\"doc\":\"minutes\",\"revision\":REV,\"seq\":SEQ,\"op\":[{\"d\":2}]}",
            "{\"type\":\"presence:update\",\"doc\":\"minutes\",\"revision\":REV,\"selection\":{\"anchor\":2,\"head\":0},"
                    + "\"state\":{\"name\":\"\\ud83d\\ude00\",\"n\":[1,2.5,null,true]}}",
            "{\"type\":\"doc:open\",\"id\":\"1\",\"doc\":\"minutes\",\"since\":REV,\"inFlight\":SEQ}",
            "{\"type\":\"doc:open\",\"doc\":\"other-SEQ\",\"docType\":\"text\",\"create\":true}",
            submit("text-unicode", "[\"p\uD83D\uDE00\",1,{\"d\":1}]"),
            submit(
                    "rich-text",
                    "[{\"retain\":1,\"attributes\":{\"bold\":true}},{\"insert\":\"m\uD83D\uDE00\"},{\"delete\":1}]"),
            submit(
                    "rich-text",
                    "[{\"insert\":{\"image\":\"x\"},\"attributes\":{\"link\":{\"to\":[null]}}},{\"insert\":\"m\"}]"),
            submit("json0", "[{\"p\":[],\"oi\":{\"list\":[1,\"m\"],\"n\":1}}]"),
            submit(
                    "json0",
                    "[{\"p\":[\"list\",0],\"li\":[null]},{\"p\":[\"list\",1],\"lm\":0},{\"p\":[\"n\"],\"na\":1.5}]"),
            submit(
                    "json0",
                    "[{\"p\":[\"list\",2],\"t\":\"text0\",\"o\":[{\"p\":1,\"i\":\"z\"},{\"p\":0,\"d\":\"m\"}]},"
                            + "{\"p\":[\"list\",0],\"ld\":1}]"),
            "{\"type\":\"presence:update\",\"doc\":\"json0\",\"revision\":LOW,\"selection\":{\"path\":[\"list\",1],\"anchor\":1,"
                    + "\"head\":0}}",
            "{\"type\":\"doc:open\",\"doc\":\"text-unicode\",\"docType\":\"text-unicode\",\"create\":true}",
            "{\"type\":\"doc:open\",\"doc\":\"rich-text\",\"docType\":\"rich-text\",\"create\":true}",
            "{\"type\":\"doc:open\",\"doc\":\"json0\",\"docType\":\"json0\",\"create\":true}",
            "{\"type\":\"doc:close\",\"doc\":\"minutes\"}",
            "{\"type\":\"doc:close\",\"doc\":\"other-SEQ\"}",
            "{\"type\":\"ping\",\"id\":\"SEQ\"}");
    private static final List<String> VALUES = List.of(
            "0",
            "-1",
            "1.5",
            "1e400",
            "9007199254740991",
            "9007199254740992",
            "99999999999999999999",
            "null",
            "true",
            "\"\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "\"minutes\"",
            "{\"d\":0}",
            "2147483648");

    private final Random random;
    private long sequence;

    Nonsense(Random random) {
        this.random = random;
    }

    /** An operation on an early revision, so that it is transformed over many. */
    private static String submit(String doc, String op) {
        return "{\"type\":\"op:submit\",\"doc\":\"" + doc + "\",\"revision\":LOW,\"seq\":SEQ,\"op\":" + op + "}";
    }

    /** Returns the bytes of the next frame, or what should be one. */
    byte[] next(long revision) {
        String message = MESSAGES.get(random.nextInt(MESSAGES.size()))
                .replace("REV", String.valueOf(Math.max(0, revision - random.nextInt(30))))
                .replace("LOW", String.valueOf(random.nextInt(10)))
                .replace("SEQ", String.valueOf(random.nextInt(5) == 0 ? random.nextInt(5) + 1 : ++sequence));
        return switch (random.nextInt(40)) {
            case 0 -> bytes(random.nextInt(40));
            case 1 -> WireSocket.frame(true, random.nextInt(16), message.getBytes(UTF_8));
            case 2 -> WireSocket.frame(random.nextBoolean(), WireSocket.TEXT, bytes(random.nextInt(200)));
            case 3 -> WireSocket.frame(true, WireSocket.TEXT, new byte[random.nextInt(9000)]);
            case 4, 5, 6 -> fragmented(message.getBytes(UTF_8));
            case 7, 8, 9, 10, 11, 12, 13, 14 -> text(message);
            case 15, 16, 17 -> text(message.substring(0, random.nextInt(message.length())));
            case 18 -> text(message + message);
            case 19 -> text("[" + message + "]");
            case 20, 21, 22, 23, 24, 25 -> text(slice(message));
            default -> text(valueReplaced(message));
        };
    }

    private byte[] text(String text) {
        return WireSocket.frame(true, WireSocket.TEXT, text.getBytes(UTF_8));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] fragmented(byte[] message) {
        int cut = random.nextInt(message.length);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(WireSocket.frame(false, WireSocket.TEXT, Arrays.copyOf(message, cut)));
        frames.writeBytes(WireSocket.frame(true, WireSocket.PING, bytes(random.nextInt(20))));
        frames.writeBytes(
                WireSocket.frame(true, WireSocket.CONTINUATION, Arrays.copyOfRange(message, cut, message.length)));
        return frames.toByteArray();
    }

    /** Takes a piece out, or doubles it. */
    private String slice(String message) {
        int from = random.nextInt(message.length());
        int to = Math.min(message.length(), from + random.nextInt(12));
        String piece = random.nextBoolean() ? "" : message.substring(from, to).repeat(2);
        return message.substring(0, from) + piece + message.substring(to);
    }

    /** Puts another value behind one of the colons. */
    private String valueReplaced(String message) {
        int colon = message.indexOf("\":", random.nextInt(message.length()));
        if (colon < 0) {
            return message;
        }
        int end = colon + 2;
        while (end < message.length() && ",}]".indexOf(message.charAt(end)) < 0) {
            end++;
        }
        return message.substring(0, colon + 2) + VALUES.get(random.nextInt(VALUES.size())) + message.substring(end);
    }
}
