package io.jenkins.plugins.ecsdeploy.image;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** An image reference, digest, document or archive can't be used. */
public final class ImageException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    public ImageException(String message) {
        super(message);
    }

    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
