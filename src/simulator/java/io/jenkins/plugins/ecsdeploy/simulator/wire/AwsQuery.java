package io.jenkins.plugins.ecsdeploy.simulator.wire;

/** The AWS Query protocol: envelopes of answers and errors. */
final class AwsQuery {

    private AwsQuery() {}

    static String ok(String action, String namespace, XmlWriter result, String requestId) {
        return "<" + action + "Response xmlns=\"" + namespace + "\"><" + action + "Result>" + result + "</" + action
                + "Result>" + new XmlWriter().element("ResponseMetadata", xml -> xml.text("RequestId", requestId))
                + "</" + action + "Response>";
    }

    /** EC2's envelope of an answer. */
    static String bare(String action, String namespace, XmlWriter result, String requestId) {
        return "<" + action + "Response xmlns=\"" + namespace + "\">" + new XmlWriter().text("requestId", requestId)
                + result + "</" + action + "Response>";
    }

    /** EC2's envelope of an error. */
    static String bareError(AwsError error, String requestId) {
        XmlWriter body = new XmlWriter();
        body.element(
                "Errors",
                errors -> errors.element(
                        "Error", xml -> xml.text("Code", error.code()).text("Message", error.getMessage())));
        body.text("RequestID", requestId);
        return "<Response>" + body + "</Response>";
    }

    static String error(AwsError error, String namespace, String requestId) {
        XmlWriter body = new XmlWriter();
        body.element(
                "Error",
                xml -> xml.text("Type", error.httpStatus() >= 500 ? "Receiver" : "Sender")
                        .text("Code", error.code())
                        .text("Message", error.getMessage()));
        body.text("RequestId", requestId);
        return "<ErrorResponse xmlns=\"" + namespace + "\">" + body + "</ErrorResponse>";
    }
}
