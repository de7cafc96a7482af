package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** What a user does by HTTP; an administrator, if no other is named: jobs, builds, the script console. */
public final class JenkinsClient {

    static final String USER = "deployer";
    static final String PASSWORD = "rehearsal";

    private static final Duration CALL = Duration.ofMinutes(1);
    private static final int LONGEST_PAGE = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final String user;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager()) // a crumb belongs to a session
            .connectTimeout(CALL)
            .build();

    public JenkinsClient(URI url) {
        this(url, USER);
    }

    private JenkinsClient(URI url, String user) {
        this.url = url;
        this.user = user;
    }

    /** The same Jenkins as another user sees it; all have the same password. */
    public JenkinsClient as(String other) {
        return new JenkinsClient(url, other);
    }

    /** Whether it is up and ready for work. */
    boolean answers() {
        try {
            return send(request("api/json").GET()).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String contentType, String body) {
        JsonNode crumb = json("crumbIssuer/api/json");
        return send(request(path)
                .header("Content-Type", contentType)
                .header(
                        crumb.get("crumbRequestField").asText(),
                        crumb.get("crumb").asText())
                .POST(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> postForm(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return post(path, "application/x-www-form-urlencoded", body);
    }

    public JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        try {
            return JSON.readTree(expect(answer, path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a Groovy script inside the controller; returns what it prints. */
    public String script(String groovy) {
        HttpResponse<String> answer = postForm("scriptText", Map.of("script", groovy));
        String printed = expect(answer, "scriptText").body().strip();
        if (printed.contains("Exception: ") || printed.contains("Exception\n")) {
            throw new IllegalStateException("The script failed:\n" + printed + "\n" + groovy);
        }
        return printed;
    }

    /**
     * Makes a job, or changes it.
     *
     * @param name full name, such as {@code team/deploy}; the folder is there
     */
    public Job job(String name, String configXml) {
        int slash = name.lastIndexOf('/');
        String folder = slash < 0 ? "" : Job.path(name.substring(0, slash));
        String path = folder + "createItem?name=" + encoded(name.substring(slash + 1));
        expect(post(path, "application/xml", configXml), path);
        return new Job(this, name);
    }

    public Job pipeline(String name, String script) {
        return job(
                name,
                "<flow-definition plugin=\"workflow-job\"><definition"
                        + " class=\"org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition\" plugin=\"workflow-cps\"><script>"
                        + escaped(script)
                        + "</script><sandbox>true</sandbox></definition></flow-definition>");
    }

    public Job folder(String name) {
        return job(name, "<com.cloudbees.hudson.plugins.folder.Folder plugin=\"cloudbees-folder\"/>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    public static HttpResponse<String> expect(HttpResponse<String> answer, String path) {
        if (answer.statusCode() >= 400) {
            String page = answer.body().replaceFirst("(?s).*<div id=\"main-panel\">", ""); // not all of a page's frame
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ":\n"
                    + page.substring(0, Math.min(page.length(), LONGEST_PAGE)));
        }
        return answer;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(CALL).header("Authorization", authorization());
    }

    /** The header that logs in. */
    public String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
