"""The way of somebody who signs in with a provider: there, back, and in or not."""

import httpx


def way(visitor, query=""):
    """Sign in as far as the provider sends somebody back; return the address of the callback."""
    answer = visitor.get(f"/sign-in/start{query}")
    assert answer.status_code == 302, answer.text
    return httpx.get(answer.headers["location"]).headers["location"]


def who(visitor):
    """Return who is signed in; empty for nobody."""
    with visitor.session_transaction() as session:
        return session.get("who", "")


def refused(visitor, status, words):
    """Come back from the provider, and be told why there is no way in."""
    answer = visitor.get(way(visitor))
    assert answer.status_code == status and words in answer.text, answer.text
    assert not who(visitor) and visitor.get("/me").location.startswith("/sign-in")
    return answer
