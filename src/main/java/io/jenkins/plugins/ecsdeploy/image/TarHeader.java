package io.jenkins.plugins.ecsdeploy.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One 512-byte header of a tar: POSIX ustar, and GNU tar's way of writing large numbers. */
record TarHeader(String name, String linkName, char type, long sizeBytes) {

    static final int BLOCK_BYTES = 512;

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_END = 156;

    /** @return null where the block is all zeros, which ends the tar */
    static TarHeader parse(byte[] block) throws MalformedTarException {
        long sum = 0;
        boolean zero = true;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM_END ? ' ' : block[i] & 0xff;
            zero &= block[i] == 0;
        }
        if (zero) {
            return null;
        }
        if (sum != number(block, CHECKSUM, 8)) {
            throw new MalformedTarException("a header's checksum doesn't match");
        }
        String name = text(block, 0, 100);
        String prefix = text(block, 257, 6).equals("ustar") && block[262] == 0 ? text(block, 345, 155) : "";
        char type = (char) (block[156] & 0xff);
        long size = headerOnly(type) ? 0 : number(block, 124, 12);
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, text(block, 157, 100), type, size);
    }

    boolean isFile() {
        return (type == '0' || type == 0 || type == '7') && !name.endsWith("/");
    }

    boolean isHardLink() {
        return type == '1';
    }

    boolean isSymbolicLink() {
        return type == '2';
    }

    /** Links, devices and directories have no content, whatever their size says. */
    private static boolean headerOnly(char type) {
        return type >= '1' && type <= '6';
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /** Octal digits, or with the highest bit set a binary number. */
    private static long number(byte[] block, int from, int length) throws MalformedTarException {
        if ((block[from] & 0x80) != 0) {
            return binary(Arrays.copyOfRange(block, from, from + length));
        }
        String digits = text(block, from, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
        } catch (NumberFormatException notOctal) {
            throw new MalformedTarException("a header's number is '" + digits + "'");
        }
    }

    private static long binary(byte[] digits) throws MalformedTarException {
        long value = digits[0] & 0x3f;
        for (int i = 1; i < digits.length; i++) {
            if (value >>> 55 != 0) {
                throw new MalformedTarException("a header's number is beyond all sizes");
            }
            value = value << 8 | digits[i] & 0xff;
        }
        return value;
    }

    /** What is wrong, to go behind "truncated or damaged:". */
    static final class MalformedTarException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedTarException(String message) {
            super(message);
        }
    }
}
