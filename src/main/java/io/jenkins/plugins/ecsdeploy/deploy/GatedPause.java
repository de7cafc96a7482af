package io.jenkins.plugins.ecsdeploy.deploy;

import io.jenkins.plugins.ecsdeploy.service.PauseRequest;

/** Where a deployment shall stop, and who then says how it goes on. */
public record GatedPause(PauseRequest pause, GateKeeper keeper) {}
