package io.jenkins.plugins.ecsdeploy.simulator.registry.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A chunk's place in its blob: {@code Content-Range: FIRST-LAST}, without the unit (distribution-spec, "Chunked"). */
public record ContentRange(long firstByte, long lastByte) {

    private static final Pattern SYNTAX = Pattern.compile("(\\d+)-(\\d+)");

    /** @throws OciError if the header is present but cannot be read, or contradicts the length */
    public static Optional<ContentRange> of(RegistryRequest request) {
        String header = request.header("Content-Range");
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = SYNTAX.matcher(header);
        if (!matcher.matches()) {
            throw new OciError(416, "RANGE_INVALID", "invalid content range");
        }
        ContentRange range = new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        String length = request.header("Content-Length");
        if (length != null && Long.parseLong(length) != range.lastByte - range.firstByte + 1) {
            throw new OciError(400, "SIZE_INVALID", "provided length did not match content length");
        }
        return Optional.of(range);
    }
}
