package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;

/** Where a deployment shall stop, and who then says how it goes on. */
public record GatedPause(PauseRequest pause, GateKeeper keeper) {}
