package com.cloudbees.plugins.credentials;

public class CredentialsUnavailableException extends RuntimeException {
    public CredentialsUnavailableException(String property) {}

    public CredentialsUnavailableException(String property, String message) {}

    public String getProperty() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getMessage() {
        throw new UnsupportedOperationException();
    }
}
