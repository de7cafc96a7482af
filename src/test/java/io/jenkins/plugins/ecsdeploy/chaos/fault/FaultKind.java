package io.jenkins.plugins.ecsdeploy.chaos.fault;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can happen to one call, and beside it. */
public enum FaultKind {
    /** It is refused and not carried out: too many requests. */
    THROTTLED(Group.PASSING),
    /** It fails inside AWS and is not carried out. */
    SERVER_ERROR(Group.PASSING),
    /** Something in between, such as a load balancer, answers with a page of HTML. */
    UNAVAILABLE(Group.PASSING),
    /** The connection breaks before AWS has it. */
    CUT_BEFORE(Group.PASSING),
    /** It is carried out, and the connection breaks before the answer. */
    CUT_AFTER(Group.PASSING),
    /** It is carried out, and half of the answer arrives. */
    CUT_ANSWER(Group.PASSING),
    /** It is carried out at once and answered late. */
    LATE(Group.PASSING),
    /** It is carried out at once, and the caller gives up before the answer. */
    LATE_AND_LOST(Group.PASSING),
    /** It is answered with what was so some seconds ago. An update is carried out. */
    STALE(Group.PASSING),

    /** The credentials have expired. */
    EXPIRED(Group.REFUSING),
    /** IAM denies it. */
    DENIED(Group.REFUSING),

    /** Somebody else deploys another task definition just before. */
    OTHER_UPDATE_BEFORE(Group.OTHERS),
    /** Somebody else deploys another task definition between the call and its answer. */
    OTHER_UPDATE_AFTER(Group.OTHERS),
    /** Somebody stops the deployment by hand. */
    STOPPED_BY_HAND(Group.OTHERS),
    /** Somebody changes the service's desired count. */
    SCALED(Group.OTHERS),
    /** Somebody changes the service's deployment settings. */
    SETTINGS_CHANGED(Group.OTHERS),

    /** The process that calls is killed; the call is not carried out. */
    KILLED_BEFORE(Group.KILLING),
    /** The process that calls is killed once AWS has carried it out. */
    KILLED_AFTER(Group.KILLING);

    public enum Group {
        /** It passes: whoever tries again, or looks, gets the truth. */
        PASSING,
        /** It stays: trying again does not help. */
        REFUSING,
        /** What other people and tools do to the service meanwhile. */
        OTHERS,
        /** The end of the plugin's own process. */
        KILLING
    }

    private final Group group;

    FaultKind(Group group) {
        this.group = group;
    }

    public Group group() {
        return group;
    }

    public boolean is(Group wanted) {
        return group == wanted;
    }

    public static Set<FaultKind> of(Group wanted) {
        return Stream.of(values()).filter(kind -> kind.group == wanted).collect(Collectors.toUnmodifiableSet());
    }
}
