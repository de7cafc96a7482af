package org.kohsuke.stapler;

public class HttpResponses {}
