package io.jenkins.plugins.ecsdeploy.report;

import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.util.List;

/** Draws a report as one HTML page that needs nothing else: no script, no file beside it. */
public final class HtmlReport {

    private static final String STYLE = """
            :root { color-scheme: light; }
            body { font: 15px/1.5 system-ui, sans-serif; color: #30363d; background: #fff;
                   max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
            h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
            .outcome { display: inline-block; padding: .1rem .7rem; border-radius: 1rem; color: #fff;
                       font-weight: 600; font-size: .9rem; letter-spacing: .02em; }
            .good { background: #2d7d46; } .bad { background: #b03024; } .open { background: #8a6d1a; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 1rem 0; }
            dt { color: #66707b; } dd { margin: 0; overflow-wrap: anywhere; }
            code, pre { font: 13px/1.5 ui-monospace, monospace; }
            pre { background: #f5f6f8; padding: .8rem 1rem; overflow-x: auto; white-space: pre-wrap;
                  overflow-wrap: anywhere; }
            table { border-collapse: collapse; } th { text-align: left; color: #66707b; font-weight: 500; }
            th, td { padding: .15rem 1.2rem .15rem 0; vertical-align: top; } td { overflow-wrap: anywhere; }
            td.time { font-variant-numeric: tabular-nums; white-space: nowrap; color: #66707b; }
            """;

    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    /** @return a whole HTML document, to be written as UTF-8 */
    public static String draw(DeploymentReport report) {
        return new HtmlReport().page(report);
    }

    private String page(DeploymentReport report) {
        String title = "Deployment of " + report.service().service();
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(Xml.escape(title + ": " + report.verdict().outcome()))
                .append("</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n");
        heading(report, title);
        facts(report);
        why(report);
        if (!report.timeline().isEmpty()) {
            html.append("<h2>Timeline</h2>\n")
                    .append(TimelineSvg.draw(report.timeline()))
                    .append('\n');
            phases(report.timeline().phases());
            events(report.timeline().events());
        }
        return html.append("</body></html>\n").toString();
    }

    private void heading(DeploymentReport report, String title) {
        String look =
                switch (report.verdict().outcome()) {
                    case REACHED, PAUSED, TIMED_OUT -> "open";
                    case SUCCEEDED, UNCHANGED -> "good";
                    case ROLLED_BACK, SUPERSEDED, STOPPED, FAILED, UNKNOWN -> "bad";
                };
        html.append("<h1>").append(Xml.escape(title)).append("</h1>\n<p><span class=\"outcome ");
        html.append(look).append("\">").append(report.verdict().outcome()).append("</span> ");
        html.append(Xml.escape(report.verdict().reason())).append("</p>\n");
    }

    private void facts(DeploymentReport report) {
        html.append("<dl>");
        fact("Service", report.service().service());
        fact("Cluster", report.service().cluster() + " (" + report.region() + ")");
        fact("Image", report.image());
        fact("Task definition", report.taskDefinition());
        fact("Previous task definition", report.previousTaskDefinition());
        report.deployment().ifPresent(id -> fact("Deployment", id));
        fact("Changed", report.changes().isEmpty() ? "nothing" : String.join("; ", report.changes()));
        if (!report.timeline().isEmpty()) {
            fact(
                    "Watched",
                    TimeText.clock(report.timeline().start()) + " to "
                            + TimeText.clock(report.timeline().end()) + " UTC");
        }
        html.append("</dl>\n");
    }

    private void fact(String name, String value) {
        html.append("<dt>").append(Xml.escape(name)).append("</dt><dd>");
        html.append(Xml.escape(value)).append("</dd>");
    }

    private void why(DeploymentReport report) {
        List<String> lines = report.failures().describe();
        if (!lines.isEmpty()) {
            html.append("<h2>Why</h2>\n<pre>")
                    .append(Xml.escape(String.join("\n", lines)))
                    .append("</pre>\n");
        }
    }

    private void phases(List<Timeline.Phase> phases) {
        html.append("<table><tr><th>from (UTC)</th><th>phase</th><th>took</th></tr>");
        for (Timeline.Phase phase : phases) {
            html.append("<tr><td class=\"time\">")
                    .append(TimeText.clock(phase.from()))
                    .append("</td><td>")
                    .append(Xml.escape(phase.name()))
                    .append("</td><td class=\"time\">")
                    .append(phase.duration().isZero() ? "" : TimeText.words(phase.duration()))
                    .append("</td></tr>");
        }
        html.append("</table>\n");
    }

    private void events(List<ServiceEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        html.append("<h2>Service events</h2>\n<table>");
        for (ServiceEvent event : events) {
            html.append("<tr><td class=\"time\">")
                    .append(TimeText.clock(event.createdAt()))
                    .append("</td><td>")
                    .append(Xml.escape(event.message()))
                    .append("</td></tr>");
        }
        html.append("</table>\n");
    }
}
