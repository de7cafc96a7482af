package io.jenkins.plugins.ecsdeploy.image;

import io.jenkins.plugins.ecsdeploy.image.TarHeader.MalformedTarException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Goes through a tar from header to header, without reading what lies between: POSIX pax and GNU long names included.
 * Own code, because all that is needed is where the entries lie, on agents with whatever version of a tar library.
 */
final class TarScan {

    private static final int LONGEST_EXTENSION_BYTES = 1 << 20;

    private final FileChannel channel;
    private final long tarBytes;
    private long position;

    TarScan(FileChannel channel) throws IOException {
        this.channel = channel;
        this.tarBytes = channel.size();
    }

    /** An entry and where its content lies. */
    record Found(TarHeader header, long offset) {}

    /** @return null after the last entry */
    Found next() throws IOException, MalformedTarException {
        Map<String, String> extended = new HashMap<>();
        while (position < tarBytes) {
            TarHeader header = TarHeader.parse(read(TarHeader.BLOCK_BYTES, "a header"));
            if (header == null) {
                return null;
            }
            switch (header.type()) {
                case 'L' -> extended.put("path", untilZero(content(header)));
                case 'K' -> extended.put("linkpath", untilZero(content(header)));
                case 'x' -> pax(content(header), extended);
                default -> {
                    return entry(with(header, extended));
                }
            }
        }
        return null;
    }

    private Found entry(TarHeader header) throws MalformedTarException {
        long offset = position;
        if (header.sizeBytes() < 0 || header.sizeBytes() > tarBytes - offset) {
            throw new MalformedTarException("its entry " + header.name() + " goes on after the end of the file");
        }
        position = offset + padded(header.sizeBytes());
        return new Found(header, offset);
    }

    private static TarHeader with(TarHeader header, Map<String, String> extended) throws MalformedTarException {
        if (header.type() == 'S' || extended.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
            throw new MalformedTarException("its entry " + header.name() + " is stored sparsely (tar --sparse)");
        }
        try {
            return new TarHeader(
                    extended.getOrDefault("path", header.name()),
                    extended.getOrDefault("linkpath", header.linkName()),
                    header.type(),
                    extended.containsKey("size") ? Long.parseLong(extended.get("size")) : header.sizeBytes());
        } catch (NumberFormatException notANumber) {
            throw new MalformedTarException("an entry's size is '" + extended.get("size") + "'");
        }
    }

    private byte[] content(TarHeader header) throws IOException, MalformedTarException {
        if (header.sizeBytes() < 0 || header.sizeBytes() > LONGEST_EXTENSION_BYTES) {
            throw new MalformedTarException("an extended header has " + header.sizeBytes() + " bytes");
        }
        byte[] content = read((int) header.sizeBytes(), "an extended header");
        position += padded(content.length) - content.length;
        return content;
    }

    private byte[] read(int bytes, String what) throws IOException, MalformedTarException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, position);
            if (count < 0) {
                throw new MalformedTarException("it ends inside of " + what);
            }
            position += count;
        }
        return buffer.array();
    }

    /** Records of {@code LENGTH KEY=VALUE\n}, the length counting all of it. */
    private static void pax(byte[] content, Map<String, String> into) throws MalformedTarException {
        int at = 0;
        while (at < content.length) {
            int space = at;
            while (space < content.length && content[space] >= '0' && content[space] <= '9') {
                space++;
            }
            int length = length(content, at, space);
            if (length <= space - at || length > content.length - at) {
                throw new MalformedTarException("a pax header is cut short");
            }
            String record = new String(content, space + 1, at + length - space - 1, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals < 0 || !record.endsWith("\n")) {
                throw new MalformedTarException("a pax header has no key");
            }
            into.put(record.substring(0, equals), record.substring(equals + 1, record.length() - 1));
            at += length;
        }
    }

    private static int length(byte[] content, int from, int to) {
        try {
            return Integer.parseInt(new String(content, from, to - from, StandardCharsets.US_ASCII));
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private static String untilZero(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        int zero = text.indexOf('\0');
        return zero < 0 ? text : text.substring(0, zero);
    }

    private static long padded(long bytes) {
        return (bytes + TarHeader.BLOCK_BYTES - 1) / TarHeader.BLOCK_BYTES * TarHeader.BLOCK_BYTES;
    }
}
