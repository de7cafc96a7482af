package io.jenkins.plugins.ecsdeploy.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Draws a moment as one line of text: tasks and shares of both revisions, with a bar between them. */
public final class TrafficBar {

    private static final int WIDTH = 20;

    private final char freshGlyph;
    private final char earlierGlyph;

    /** Of these characters, such as blocks for terminals that show Unicode. */
    public TrafficBar(char freshGlyph, char earlierGlyph) {
        this.freshGlyph = freshGlyph;
        this.earlierGlyph = earlierGlyph;
    }

    /** For logs and terminals of any character set. */
    public static TrafficBar ascii() {
        return new TrafficBar('#', '-');
    }

    /** {@code blue 2/2 [------##########] green 2/2  50 % of production, 100 % of test}. */
    public String draw(Progress moment) {
        double percent = moment.freshPercent();
        int filled = (int) Math.round(WIDTH * percent / 100);
        StringBuilder line = new StringBuilder()
                .append(moment.earlierName())
                .append(' ')
                .append(moment.earlier())
                .append(" [");
        for (int i = 0; i < WIDTH; i++) {
            line.append(i < WIDTH - filled ? earlierGlyph : freshGlyph);
        }
        line.append("] ").append(moment.freshName()).append(' ').append(moment.fresh());
        if (moment.blueGreen() && moment.productionPercent().isPresent()) {
            line.append("  ").append(percent(percent)).append(" of production");
            moment.testPercent()
                    .ifPresent(test -> line.append(", ").append(percent(test)).append(" of test"));
        }
        return line.toString();
    }

    private static String percent(double value) {
        return new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value) + " %";
    }
}
