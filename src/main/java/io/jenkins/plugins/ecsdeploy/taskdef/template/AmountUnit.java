package io.jenkins.plugins.ecsdeploy.taskdef.template;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What amounts are counted in. People write them with a unit, {@code ".25 vcpu"} or {@code "1 GB"}; the API keeps a
 * number.
 */
public enum AmountUnit {
    /** 1024 units are one vCPU. */
    CPU("([0-9]{0,6}\\.?[0-9]{1,6}) ?vcpus?", "CPU units, such as 256, or vCPUs, such as \".25 vcpu\""),
    /** In MiB. Task definition parameters, memory: "1GB or 1 GB". */
    MEMORY("([0-9]{0,6}\\.?[0-9]{1,6}) ?gi?b", "MiB, such as 512, or GB, such as \"1 GB\""),
    NONE("", "");

    private static final Pattern WHOLE = Pattern.compile("([0-9]{1,10})(\\.0{1,10})?");
    private static final Pattern MEBIBYTES = Pattern.compile("([0-9]{1,10}) ?mi?b");
    private static final BigDecimal IN_ONE = BigDecimal.valueOf(1024);

    private final Pattern pattern;
    private final String expected;

    AmountUnit(String pattern, String expected) {
        this.pattern = Pattern.compile(pattern);
        this.expected = expected;
    }

    /** What the amount in a field of this name is counted in. */
    public static AmountUnit of(String field) {
        return switch (field) {
            case "cpu" -> CPU;
            case "memory", "memoryReservation" -> MEMORY;
            default -> NONE;
        };
    }

    /** What a message says that a value should be. */
    public String expected() {
        return expected;
    }

    /** The amount as a whole number in the API's unit, or nothing if the text is no such amount. */
    public Optional<String> inUnits(String text) {
        String trimmed = text.trim();
        Matcher whole = WHOLE.matcher(trimmed);
        if (whole.matches()) {
            return Optional.of(whole.group(1));
        }
        String lower = trimmed.toLowerCase(Locale.ROOT);
        Matcher mebibytes = MEBIBYTES.matcher(lower);
        if (this == MEMORY && mebibytes.matches()) {
            return Optional.of(mebibytes.group(1));
        }
        Matcher amount = pattern.matcher(lower);
        if (!amount.matches()) {
            return Optional.empty();
        }
        BigDecimal units = new BigDecimal(amount.group(1)).multiply(IN_ONE).stripTrailingZeros();
        return units.scale() > 0 ? Optional.empty() : Optional.of(units.toPlainString());
    }
}
