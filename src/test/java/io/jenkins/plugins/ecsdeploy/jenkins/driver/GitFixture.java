package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Git repository on this machine, such as a program's or a shared library's, and the jobs that check it out. */
public final class GitFixture implements AutoCloseable {

    private final RealJenkins jenkins;
    private final Path folder;

    /** On the branch main, without a commit. The test is skipped if Jenkins has no Git plugin. */
    public GitFixture(RealJenkins jenkins) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                jenkins.client()
                        .script("println Jenkins.instance.pluginManager.getPlugin('git') != null")
                        .equals("true"),
                "Needs the plugin git");
        this.jenkins = jenkins;
        folder = Files.createTempDirectory("jenkins-it-git-");
        git("init", "--quiet", "--initial-branch=main");
        git("config", "user.name", "Developer");
        git("config", "user.email", "developer@example.com");
        jenkins.client().script("hudson.plugins.git.GitSCM.ALLOW_LOCAL_CHECKOUT = true");
    }

    /** All files of a folder, such as an example's, programs as programs. */
    public GitFixture add(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return this;
    }

    public GitFixture write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** A program of that name. */
    public GitFixture program(String name, String script) throws IOException {
        write(name, script);
        Files.setPosixFilePermissions(
                folder.resolve(name), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    public String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** @return its id */
    public String commit(String message) throws IOException, InterruptedException {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", message);
        return git("rev-parse", "HEAD").strip();
    }

    /** Goes on, on a new branch. */
    public void branch(String name) throws IOException, InterruptedException {
        git("checkout", "--quiet", "-b", name);
    }

    public void checkout(String branch) throws IOException, InterruptedException {
        git("checkout", "--quiet", branch);
    }

    public String remote() {
        return folder.toUri().toString();
    }

    /** A job whose script is the Jenkinsfile of the branch main. */
    public Job pipeline(String name) {
        jenkins.client().script("""
                def job = jenkins.model.Jenkins.get().createProject(org.jenkinsci.plugins.workflow.job.WorkflowJob, '%s')
                def config = hudson.plugins.git.GitSCM.createRepoList('%s', null)
                def scm = new hudson.plugins.git.GitSCM(
                        config, [new hudson.plugins.git.BranchSpec('main')], null, null, [])
                job.definition = new org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition(scm, 'Jenkinsfile')
                job.save()
                """.formatted(name, remote()));
        return new Job(jenkins.client(), name);
    }

    /** A multibranch job that builds each of its branches, once it is scanned. */
    public void multibranch(String name) {
        jenkins.client().script("""
                def job = jenkins.model.Jenkins.get().createProject(
                        org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject, '%s')
                def source = new jenkins.plugins.git.GitSCMSource('%s')
                source.traits = [new jenkins.plugins.git.traits.BranchDiscoveryTrait()]
                job.sourcesList.add(new jenkins.branch.BranchSource(source))
                job.save()
                """.formatted(name, remote()));
    }

    /** Looks for new commits, and gives the newest build of a branch that there has not been before. */
    public Build scan(String multibranch, String branch, int number) throws InterruptedException {
        String path = Job.path(multibranch + "/" + branch) + number + "/";
        JenkinsClient.expect(
                jenkins.client().postForm(Job.path(multibranch) + "build?delay=0", java.util.Map.of()), "the scan");
        Eventually.within(
                java.time.Duration.ofMinutes(1),
                path + " has started",
                () -> jenkins.client().get(path + "api/json").statusCode() == 200);
        return new Build(jenkins.client(), path);
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
