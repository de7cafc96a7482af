package io.jenkins.plugins.ecsdeploy.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks of single form fields, by their text alone. */
public final class FormChecks {

    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[\\w-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");
    private static final Pattern USUAL_REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");

    /** What can be part of a host name; new regions may be named in another way than those of today. */
    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)+");

    private static final int MAX_TAG_KEY = 128;
    private static final int MAX_TAG_VALUE = 256;

    private FormChecks() {}

    public static FormValidation roleArn(@CheckForNull String value) {
        return isOpen(value) || ROLE_ARN.matcher(value.trim()).matches()
                ? FormValidation.ok()
                : FormValidation.error("Not the ARN of a role: write arn:aws:iam::123456789012:role/NAME.");
    }

    /** A role of a task: its name may do, as in a task definition's template. */
    public static FormValidation taskRole(@CheckForNull String value) {
        return value != null && value.strip().matches("[\\w+=,.@-]{1,64}") ? FormValidation.ok() : roleArn(value);
    }

    public static FormValidation region(@CheckForNull String value) {
        return isOpen(value) || USUAL_REGION.matcher(value.trim()).matches()
                ? FormValidation.ok()
                : FormValidation.warning("This does not look like a region, such as eu-central-1.");
    }

    public static FormValidation endpoint(@CheckForNull String value) {
        if (isOpen(value)) {
            return FormValidation.ok();
        }
        return isEndpoint(value.trim())
                ? FormValidation.ok()
                : FormValidation.error("Not an endpoint: write https://HOST or http://HOST:PORT.");
    }

    /** Whether a client for it can be made; there need be no such region. */
    public static boolean isRegion(String region) {
        return REGION.matcher(region).matches();
    }

    /** Whether it is an HTTP address with a host. */
    public static boolean isEndpoint(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }

    /** What is wrong with a regular expression, as a sentence. */
    public static Optional<String> patternFault(String pattern) {
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException wrong) {
            return Optional.of("\"" + pattern + "\" is not a regular expression: " + wrong.getDescription() + ".");
        }
    }

    /** Regular expressions, one a line. */
    public static FormValidation patterns(@CheckForNull String value) {
        return Text.lines(value == null ? List.of() : List.of(value)).stream()
                .flatMap(line -> patternFault(line).stream())
                .findFirst()
                .map(FormValidation::error)
                .orElseGet(FormValidation::ok);
    }

    public static FormValidation lifecyclePolicy(@CheckForNull String value) {
        if (value == null || value.isBlank()) {
            return FormValidation.ok();
        }
        try {
            new EcrRepositorySettings(false, false, Optional.empty(), Optional.empty(), Optional.of(value));
            return FormValidation.ok();
        } catch (EcsDeployException wrong) {
            return FormValidation.error(wrong.getMessage());
        }
    }

    /** Tag restrictions of ECS and ECR (developer guide, "Tagging your resources"). */
    public static FormValidation tagKey(@CheckForNull String value) {
        if (value == null || value.isBlank()) {
            return FormValidation.error("A tag needs a key.");
        }
        if (value.trim().toLowerCase(Locale.ROOT).startsWith("aws:")) {
            return FormValidation.error("Keys that start with aws: are reserved for AWS.");
        }
        return value.trim().length() <= MAX_TAG_KEY
                ? FormValidation.ok()
                : FormValidation.error("A tag's key may have at most " + MAX_TAG_KEY + " characters.");
    }

    public static FormValidation tagValue(@CheckForNull String value) {
        return value == null || value.length() <= MAX_TAG_VALUE
                ? FormValidation.ok()
                : FormValidation.error("A tag's value may have at most " + MAX_TAG_VALUE + " characters.");
    }

    /** A whole number, 1 or more. */
    public static FormValidation positive(@CheckForNull String value) {
        return FormValidation.validatePositiveInteger(value);
    }

    public static FormValidation positiveOrEmpty(@CheckForNull String value) {
        return isOpen(value) ? FormValidation.ok() : FormValidation.validatePositiveInteger(value);
    }

    /** May be empty. */
    public static FormValidation integer(@CheckForNull String value, int least, int most) {
        return isOpen(value) ? FormValidation.ok() : FormValidation.validateIntegerInRange(value, least, most);
    }

    /** A multiple of 0.1, up to 100. */
    public static FormValidation percent(@CheckForNull String value, double least) {
        try {
            BigDecimal percent = new BigDecimal(value == null ? "" : value.trim());
            if (percent.doubleValue() >= least
                    && percent.doubleValue() <= 100
                    && percent.stripTrailingZeros().scale() <= 1) {
                return FormValidation.ok();
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        return FormValidation.error("Enter a multiple of 0.1 from " + least + " to 100.");
    }

    /** Whether it is empty, or holds a variable that only a build can expand. */
    public static boolean isOpen(@CheckForNull String value) {
        return value == null || value.isBlank() || value.contains("$");
    }
}
