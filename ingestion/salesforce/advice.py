"""What to do about the errors of Salesforce, by their codes."""

ADVICE = {
    "REQUEST_LIMIT_EXCEEDED": ". The requests that Salesforce allows in 24 hours are used up: load "
    "later, load fewer tables, or buy more",
    "API_DISABLED_FOR_ORG": ". Your edition of Salesforce, or the user's profile, has no API: "
    "enable it",
    "INSUFFICIENT_ACCESS": ". Let the user who logs in read this object",
    "INVALID_SESSION_ID": ". The token was new: check what the app and its user may do",
    "invalid_grant": ". Check the secrets of the source, and that the user has approved the app",
    "invalid_client_id": ". Check the client id",
    "invalid_client": ". Check the client secret",
}
