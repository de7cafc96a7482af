package io.jenkins.plugins.ecsdeploy.jenkins.docs;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.GitFixture;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.JenkinsClient;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.StandIns;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The webshop of docs/examples/delivery: a Git repository of its files, staging and production in an account each, and
 * stand-ins for the compiler, the Docker Engine, Taurus, and the answers of the load balancers.
 */
final class Shop implements AutoCloseable {

    private static final double SPEED = 60;

    /** Of production; a build checks it meanwhile. */
    private static final int BAKE_MINUTES = 30;

    private static final AwsAccount PRODUCTION = new AwsAccount("210987654321", "us-east-1");

    final GitFixture git;
    final StandIns standIns;
    final Simulator staging;
    final Simulator production;
    private final JenkinsClient jenkins;

    Shop(RealJenkins real) throws IOException, InterruptedException {
        jenkins = real.client();
        git = new GitFixture(real);
        standIns = new StandIns(real)
                .image(1)
                .program("bzt", "curl --silent --fail --output /dev/null \"$TARGET/cart\" || exit 3");
        standIns.install();
        staging = real.simulator();
        production = Simulator.start(0, SimulatorClock.accelerated(SPEED), EcsTimings.FARGATE, PRODUCTION);
        production.seed().bakeMinutes(BAKE_MINUTES);
        production.seedWebshop();
        jenkins.script(real.text("staging-and-production.groovy")
                .replace("@PRODUCTION@", production.endpoint().toString()));
        git.add(Path.of("docs/examples/delivery")).program("mvnw", """
                        #!/bin/sh
                        echo "(stand-in for mvnw: $*)"
                        mkdir -p target/surefire-reports
                        echo '<testsuite name="CartTest" tests="1"><testcase classname="CartTest" name="adds"/></testsuite>' \\
                            > target/surefire-reports/TEST-CartTest.xml
                        """);
    }

    /** What a release manager clicks. */
    void promote(Build build) throws InterruptedException {
        build.waitForLine("to production?");
        JenkinsClient.expect(jenkins.postForm(build.path() + "input/Promote/proceedEmpty", Map.of()), "the input");
    }

    @Override
    public void close() throws IOException {
        git.close();
        standIns.close();
        production.close();
    }
}
