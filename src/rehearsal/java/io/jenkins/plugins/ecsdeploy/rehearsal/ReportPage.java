package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.report.TimeText;
import io.jenkins.plugins.ecsdeploy.report.Timeline;
import io.jenkins.plugins.ecsdeploy.report.TimelineSvg;
import io.jenkins.plugins.ecsdeploy.report.Xml;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A deployment's record as one HTML page that needs nothing else: no script, no file beside it. Light and dark. */
final class ReportPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; --text-color: #14141f; --text-color-secondary: #545463;
                    --background: #fff; --code: #f5f6f8; --good: #2d7d46; --bad: #b03024; --open: #8a6d1a; }
            @media (prefers-color-scheme: dark) {
              :root { --text-color: #e4e4ea; --text-color-secondary: #a3a3b0; --background: #15151c; --code: #20202a;
                      --blue: #4d9bf5; --green: #3dbd68; --red: #ff5c6c; --yellow: #d9b945; --orange: #ff9f40; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--text-color); background: var(--background);
                   max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
            h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
            .outcome { display: inline-block; padding: .1rem .7rem; border-radius: 1rem; color: #fff;
                       font-weight: 600; font-size: .9rem; letter-spacing: .02em; }
            .good { background: var(--good); } .bad { background: var(--bad); } .open { background: var(--open); }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 1rem 0; }
            dt { color: var(--text-color-secondary); } dd { margin: 0; overflow-wrap: anywhere; }
            code, pre { font: 13px/1.5 ui-monospace, monospace; }
            pre { background: var(--code); padding: .8rem 1rem; overflow-x: auto; white-space: pre-wrap;
                  overflow-wrap: anywhere; }
            .picture { overflow-x: auto; }
            table { border-collapse: collapse; }
            th { text-align: left; color: var(--text-color-secondary); font-weight: 500; }
            th, td { padding: .15rem 1.2rem .15rem 0; vertical-align: top; } td { overflow-wrap: anywhere; }
            td.time { font-variant-numeric: tabular-nums; white-space: nowrap; color: var(--text-color-secondary); }
            """;

    private final DeploymentRecord record;
    private final StringBuilder html = new StringBuilder();

    private ReportPage(DeploymentRecord record) {
        this.record = record;
    }

    /**
     * @param record of a deployment that has ended
     * @return a whole HTML document, to be written as UTF-8
     */
    static String draw(DeploymentRecord record) {
        return new ReportPage(record).page();
    }

    private String page() {
        DeploymentEvent.Ended ended = record.ended().orElseThrow();
        String title = "Deployment of " + record.service();
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(Xml.escape(title + ": " + ended.outcome()))
                .append("</title><style>\n")
                .append(STYLE)
                .append(pictureStyle())
                .append("</style></head><body>\n");
        heading(title, ended);
        facts();
        why(ended.cause());
        Timeline timeline = Timeline.of(record, ended.at());
        if (!timeline.isEmpty()) {
            html.append("<h2>Timeline</h2>\n<div class=\"picture\">")
                    .append(TimelineSvg.draw(timeline, TimelineSvg.Names.of(record)))
                    .append("</div>\n");
            phases(timeline.phases());
        }
        events(record.reported());
        return html.append("</body></html>\n").toString();
    }

    private static String pictureStyle() {
        try (InputStream in = TimelineSvg.class.getResourceAsStream("timeline.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void heading(String title, DeploymentEvent.Ended ended) {
        String look =
                switch (Outcome.valueOf(ended.outcome())) {
                    case REACHED, PAUSED, TIMED_OUT, UNKNOWN -> "open";
                    case SUCCEEDED, UNCHANGED -> "good";
                    case ROLLED_BACK, SUPERSEDED, STOPPED, FAILED -> "bad";
                };
        html.append("<h1>").append(Xml.escape(title)).append("</h1>\n<p><span class=\"outcome ");
        html.append(look).append("\">").append(ended.outcome()).append("</span> ");
        html.append(Xml.escape(ended.reason())).append("</p>\n");
    }

    private void facts() {
        DeploymentEvent.Started started = record.started().orElseThrow();
        html.append("<dl>");
        fact("Service", record.service());
        fact("Cluster", record.cluster() + " (" + started.region() + ")");
        for (Map.Entry<String, String> image : started.images().entrySet()) {
            fact("Image of " + image.getKey(), image.getValue());
        }
        fact("Task definition", record.taskDefinition());
        fact("Previous task definition", record.previousTaskDefinition());
        if (!started.deployment().isEmpty()) {
            fact("Deployment", started.deployment());
        }
        fact("Changed", started.serviceChanges().isEmpty() ? "nothing" : String.join("; ", started.serviceChanges()));
        record.moments().stream()
                .findFirst()
                .ifPresent(first -> fact(
                        "Watched",
                        TimeText.clock(first.at()) + " to "
                                + TimeText.clock(record.ended().orElseThrow().at()) + " UTC"));
        html.append("</dl>\n");
    }

    private void fact(String name, String value) {
        html.append("<dt>").append(Xml.escape(name)).append("</dt><dd>");
        html.append(Xml.escape(value)).append("</dd>");
    }

    private void why(List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<h2>Why</h2>\n<pre>")
                    .append(Xml.escape(String.join("\n", lines)))
                    .append("</pre>\n");
        }
    }

    private void phases(List<Timeline.Stretch> phases) {
        html.append("<table><tr><th>from (UTC)</th><th>phase</th><th>took</th></tr>");
        for (Timeline.Stretch phase : phases) {
            row(TimeText.clock(phase.from()), phase.name(), TimeText.words(phase.duration()));
        }
        html.append("</table>\n");
    }

    private void events(List<DeploymentEvent.Reported> events) {
        if (events.isEmpty()) {
            return;
        }
        html.append("<h2>Service events</h2>\n<table>");
        events.forEach(event -> row(TimeText.clock(event.at()), event.message(), ""));
        html.append("</table>\n");
    }

    private void row(String time, String text, String duration) {
        html.append("<tr><td class=\"time\">").append(time).append("</td><td>");
        html.append(Xml.escape(text)).append("</td><td class=\"time\">");
        html.append(duration).append("</td></tr>");
    }
}
