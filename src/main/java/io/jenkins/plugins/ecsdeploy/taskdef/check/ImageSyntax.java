package io.jenkins.plugins.ecsdeploy.taskdef.check;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be an image: {@code [HOST[:PORT]/]REPOSITORY[:TAG][@DIGEST]}, as container runtimes read it (grammar of
 * distribution/reference). The reading is loose where registries differ: this is to find texts that are no image at all.
 */
final class ImageSyntax {

    private static final int LONGEST = 1024;
    private static final Pattern DIGEST = Pattern.compile("[a-z0-9]+(?:[+._-][a-z0-9]+){0,9}:[0-9a-fA-F]+");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?");
    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9][a-z0-9._-]*");

    /** Why a text can't be an image, or nothing where it can. */
    Optional<String> fault(String image) {
        if (image.length() > LONGEST) {
            return Optional.of("it is longer than " + LONGEST + " characters");
        }
        String rest = image;
        int at = rest.indexOf('@');
        if (at >= 0) {
            if (!DIGEST.matcher(rest.substring(at + 1)).matches()) {
                return Optional.of("a digest, such as sha256:..., belongs behind '@'");
            }
            rest = rest.substring(0, at);
        }
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            if (!TAG.matcher(rest.substring(colon + 1)).matches()) {
                return Optional.of("its tag may have letters, digits, '_', '.' and '-'");
            }
            rest = rest.substring(0, colon);
        }
        return repositoryFault(rest);
    }

    private static Optional<String> repositoryFault(String name) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        if (hasHost && !HOST.matcher(first).matches()) {
            return Optional.of("its registry can't be a host name");
        }
        for (String component : (hasHost ? name.substring(slash + 1) : name).split("/", -1)) {
            if (!COMPONENT.matcher(component).matches()) {
                boolean upper =
                        COMPONENT.matcher(component.toLowerCase(Locale.ROOT)).matches();
                return Optional.of(
                        upper
                                ? "repositories are in lower case"
                                : "a repository has lower-case letters, digits, '.', '_', '-' and '/'");
            }
        }
        return Optional.empty();
    }
}
