package io.jenkins.plugins.ecsdeploy.jenkins.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.service.AppliedMembers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a job has applied to services last, in a file of the job: fingerprints of members, by service. A file that can't be
 * read or written only costs the log the word drift.
 */
public final class AppliedServices {

    private static final Logger LOGGER = Logger.getLogger(AppliedServices.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Object LOCK = new Object();

    private static final String NAME = "ecs-applied-services.json";

    private final Path folder;
    private final Path file;
    private final KnownAws aws;

    AppliedServices(Path folder, KnownAws aws) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
        this.aws = aws;
    }

    /** Those of the build's job. */
    public static AppliedServices of(Run<?, ?> run, KnownAws aws) {
        return new AppliedServices(run.getParent().getRootDir().toPath(), aws);
    }

    /** What was applied last; nothing if that is unknown. */
    public AppliedMembers last(ServiceRef service) {
        synchronized (LOCK) {
            Map<String, String> members = new HashMap<>();
            JsonNode known = read().path(key(service));
            known.properties()
                    .forEach(member ->
                            members.put(member.getKey(), member.getValue().asText()));
            return new AppliedMembers(members);
        }
    }

    public void applied(ServiceRef service, AppliedMembers members) {
        synchronized (LOCK) {
            ObjectNode all = read();
            ObjectNode one = all.putObject(key(service));
            members.fingerprints().forEach(one::put);
            try {
                Path written = Files.createTempFile(folder, NAME, ".tmp");
                Files.writeString(written, JSON.writeValueAsString(all));
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException unwritable) {
                LOGGER.log(Level.WARNING, "What was applied can't be remembered in " + file, unwritable);
            }
        }
    }

    private ObjectNode read() {
        try {
            return JSON.readTree(Files.readString(file)) instanceof ObjectNode known ? known : JSON.createObjectNode();
        } catch (NoSuchFileException first) {
            return JSON.createObjectNode();
        } catch (JsonProcessingException broken) {
            LOGGER.log(Level.WARNING, "Starting again with " + file, broken);
            return JSON.createObjectNode();
        } catch (IOException unreadable) {
            LOGGER.log(Level.WARNING, "What was applied can't be read from " + file, unreadable);
            return JSON.createObjectNode();
        }
    }

    private String key(ServiceRef service) {
        return aws.account().orElse("") + "/" + aws.region() + "/" + Arn.name(service.cluster()) + "/"
                + Arn.name(service.service());
    }
}
