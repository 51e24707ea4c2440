"""Logistic regression over classes of features: what each class adds, in whole points."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version

SEED = 0
POINTS = 1000
"""So many points are 1 in the logarithm of the odds: finer than a solver's last digits are sure."""
INTERCEPT = ("intercept", "")

Weights = dict[tuple[str, str], int]
"""Points by feature and class."""


def train(
    features: Sequence[Mapping[str, str]], outcomes: Sequence[bool], cases: Sequence[int]
) -> Weights:
    """Return the points of each class, so that their sum tells how likely the outcome is.

    Args:
        features: The class of each feature, for each kind of case.
        outcomes: Whether it came out; both ways have to occur.
        cases: How many cases of the kind there were.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    encoder = DictVectorizer(separator="\0")
    encoded = encoder.fit_transform(features)
    model = LogisticRegression(random_state=SEED, tol=1e-8, max_iter=10_000)
    model.fit(encoded, outcomes, sample_weight=cases)
    names = [tuple(name.split("\0", 1)) for name in encoder.get_feature_names_out()]
    values = [model.intercept_[0], *model.coef_[0]]
    return {
        (feature, class_): round(POINTS * float(value))
        for (feature, class_), value in zip([INTERCEPT, *names], values, strict=True)
    }


def library() -> str:
    """Return who trains, with version."""
    return f"scikit-learn {version('scikit-learn')}"
