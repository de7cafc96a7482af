package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.jenkins.RefusedException;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments;
import io.jenkins.plugins.ecsdeploy.jenkins.build.PauseHookCleanup;
import io.jenkins.plugins.ecsdeploy.jenkins.record.BuildRecords;
import io.jenkins.plugins.ecsdeploy.jenkins.record.RecordedBuild;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitObserver;
import io.jenkins.plugins.ecsdeploy.operations.await.BuildAccess;
import io.jenkins.plugins.ecsdeploy.operations.await.ConnectionSource;
import io.jenkins.plugins.ecsdeploy.operations.await.RecordedWait;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitTerms;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.WaitState;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.TestTraffic;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code awaitSteady} saves with its build: the waits, and how to find their AWS connections after a restart. Turns their
 * result into Jenkins' terms.
 */
public final class SavedWaits implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A service, and how to ask about it. */
    public record Wait(ServiceToAwait service, KnownAws aws) {}

    private final AwaitState state;
    private final ArrayList<KnownAws> aws;
    private final boolean failureIsUnstable;

    /** @param failureIsUnstable whether a bad outcome makes the build unstable, instead of failing it */
    public SavedWaits(List<Wait> waits, AwaitTerms terms, boolean failureIsUnstable) {
        this.state = new AwaitState(waits.stream().map(Wait::service).toList(), terms);
        this.aws = new ArrayList<>(waits.stream().map(Wait::aws).toList());
        this.failureIsUnstable = failureIsUnstable;
    }

    public AwaitState state() {
        return state;
    }

    /** What the waits need of their build. */
    public BuildAccess access(StepRun run) {
        return new BuildAccess(
                aws.stream()
                        .map(known -> (ConnectionSource) () -> connection(known, run))
                        .toList(),
                observers(run.run()),
                run.ownEnvironment(),
                PauseHookCleanup.get().of(run),
                run,
                deployment -> BuildDeployments.rollbackAskedBy(run.run(), deployment),
                run.run()::isBuilding);
    }

    private List<AwaitObserver> observers(Run<?, ?> build) {
        BuildRecords records = BuildRecords.of(build);
        List<AwaitObserver> observers = new ArrayList<>();
        for (int i = 0; i < aws.size(); i++) {
            WaitState wait = state.waits().get(i);
            RecordedService service = RecordedBuild.service(wait.service(), aws.get(i));
            records.addIfFirst(service, RecordedBuild.of(build).awaited(wait.service(), aws.get(i), wait.deployment()));
            observers.add(new RecordedWait(Clock.systemUTC(), event -> records.add(service, event)));
        }
        return observers;
    }

    static AwsConnection connection(KnownAws known, StepRun run) {
        try {
            return new AwsConnections().again(known, run);
        } catch (AbortException refused) {
            throw new RefusedException(refused);
        }
    }

    /**
     * What the step returns.
     *
     * @throws AbortException after a bad outcome, unless that makes the build unstable; and if AWS could not be asked
     *     about one of the services to the end
     */
    public Map<String, Object> result(AwaitResult ended, StepRun run) throws AbortException {
        state.reported().forEach((deployment, events) -> BuildDeployments.reported(run.run(), deployment, events));
        if (!ended.isGood()) {
            if (!failureIsUnstable || !ended.isComplete()) {
                throw new AbortException(ended.failure());
            }
            ended.failure().lines().forEach(line -> run.line(StepNames.AWAIT_STEADY, line));
            run.run().setResult(Result.UNSTABLE);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("outcome", ended.outcome().name());
        result.put(
                "services",
                new ArrayList<>(ended.services().stream().map(SavedWaits::map).toList()));
        return result;
    }

    /** Why the build became unstable; empty if it did not. */
    Optional<String> unstable(AwaitResult ended) {
        return failureIsUnstable && !ended.isGood() ? Optional.of(ended.failure()) : Optional.empty();
    }

    private static Map<String, Object> map(ServiceResult ended) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("cluster", ended.service().cluster());
        map.put("service", ended.service().service());
        map.put("outcome", ended.outcome().map(Enum::name).orElse(null));
        map.put("stage", ended.stage());
        map.put("gate", ended.gate().map(SavedWaits::map).orElse(null));
        map.put("durationSeconds", ended.durationSeconds());
        map.put("reason", ended.reason());
        return map;
    }

    private static Map<String, Object> map(Gate gate) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("stage", gate.stage());
        map.put("hookId", gate.hookId());
        map.put("expiresAt", gate.expiresAt().map(Instant::toString).orElse(null));
        map.put("onExpiry", gate.onExpiry());
        map.put("step", gate.steps() == 0 ? null : gate.step());
        map.put("steps", gate.steps() == 0 ? null : gate.steps());
        map.put("testEndpoint", gate.testEndpoint().orElse(null));
        map.put("noTestEndpoint", gate.noTestEndpoint().orElse(null));
        map.put("testRequest", gate.testTraffic().map(SavedWaits::map).orElse(null));
        return map;
    }

    private static Map<String, Object> map(TestTraffic traffic) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("url", traffic.url());
        map.put("scheme", traffic.scheme());
        map.put("address", traffic.address());
        map.put("port", traffic.port());
        map.put("host", Text.blankToNull(traffic.host()));
        map.put("path", traffic.path());
        map.put("headers", new LinkedHashMap<>(traffic.headers()));
        return map;
    }
}
