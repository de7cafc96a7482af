package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The kind of a file, by its first bytes. */
enum FileKind {
    TAR("a tar"),
    GZIP("compressed with gzip"),
    ZSTD("compressed with zstd"),
    BZIP2("compressed with bzip2"),
    XZ("compressed with xz"),
    ZIP("a zip file"),
    PROGRAM("a program (ELF)"),
    JSON("JSON"),
    TEXT("text"),
    EMPTY("empty"),
    UNKNOWN("of an unknown kind");

    private static final int TAR_MAGIC_OFFSET = 257;
    private static final int TAR_BLOCK = 512;

    private final String words;

    FileKind(String words) {
        this.words = words;
    }

    /** For messages, after "is". */
    String words() {
        return words;
    }

    static FileKind of(Blob.Content content) throws IOException {
        try (InputStream in = content.openStream()) {
            return of(in.readNBytes(TAR_BLOCK));
        }
    }

    private static FileKind of(byte[] start) {
        if (start.length == 0) {
            return EMPTY;
        }
        if (hasAt(start, TAR_MAGIC_OFFSET, "ustar") || isZeroBlock(start)) {
            return TAR;
        }
        String latin = new String(start, 0, Math.min(6, start.length), StandardCharsets.ISO_8859_1);
        if (latin.startsWith("\u001f\u008b")) {
            return GZIP;
        }
        if (latin.startsWith("(\u00b5/\u00fd")) {
            return ZSTD;
        }
        if (latin.startsWith("BZh")) {
            return BZIP2;
        }
        if (latin.startsWith("\u00fd7zXZ")) {
            return XZ;
        }
        if (latin.startsWith("PK")) {
            return ZIP;
        }
        if (latin.startsWith("\u007fELF")) {
            return PROGRAM;
        }
        return text(start);
    }

    private static FileKind text(byte[] start) {
        for (byte b : start) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return UNKNOWN;
            }
        }
        String text = new String(start, StandardCharsets.UTF_8).stripLeading();
        return text.startsWith("{") || text.startsWith("[") ? JSON : TEXT;
    }

    /** A tar without entries is all zeros. Docker writes such layers. */
    private static boolean isZeroBlock(byte[] start) {
        for (byte b : start) {
            if (b != 0) {
                return false;
            }
        }
        return start.length == TAR_BLOCK;
    }

    private static boolean hasAt(byte[] start, int offset, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < wanted.length; i++) {
            if (start.length <= offset + i || start[offset + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
