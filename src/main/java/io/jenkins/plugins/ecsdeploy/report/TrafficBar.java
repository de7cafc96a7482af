package io.jenkins.plugins.ecsdeploy.report;

import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent.Progressed;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Draws a moment as one line of text: a bar with the new revision's share of the traffic, and the tasks of both. */
public final class TrafficBar {

    private static final int WIDTH = 10;

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

    /**
     * {@code [#####-----] 50 % new  PRODUCTION_TRAFFIC_SHIFT  old webshop:1 2/2, new webshop:2 2/2, test traffic 100 % new};
     * without the bar if ECS moves no traffic, or does not say yet how much.
     */
    public String draw(Progress seen) {
        Progressed moment = seen.moment();
        StringBuilder line = new StringBuilder();
        Double production = moment.productionPercent();
        if (moment.movesTraffic() && production != null) {
            double percent = production;
            int filled = (int) Math.round(WIDTH * percent / 100);
            line.append('[')
                    .append(String.valueOf(freshGlyph).repeat(filled))
                    .append(String.valueOf(earlierGlyph).repeat(WIDTH - filled))
                    .append(String.format(Locale.ROOT, "] %s new  ", percent(percent)));
        }
        line.append(moment.phase()).append("  ");
        if (moment.oldRequested() + moment.oldRunning() > 0) {
            line.append(seen.earlierName())
                    .append(' ')
                    .append(moment.oldTasks())
                    .append(", ");
        }
        line.append(seen.freshName()).append(' ').append(moment.newTasks());
        Double test = moment.testPercent();
        if (moment.movesTraffic() && test != null) {
            line.append(", test traffic ").append(percent(test)).append(" new");
        }
        return line.toString();
    }

    private static String percent(double value) {
        return new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value) + " %";
    }
}
