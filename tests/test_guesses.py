"""Who guesses passwords is stopped, from however many addresses they come."""

import pytest

from tests.makers import make_member

pytestmark = pytest.mark.django_db

LOGIN = "/en/account/login/"


@pytest.fixture(params=["one address", "a thousand addresses"])
def addresses(request):
    if request.param == "one address":
        return ["192.0.2.7"] * 1000
    return [f"198.51.{n // 250}.{n % 250 + 1}" for n in range(1000)]


def test_of_a_thousand_guesses_five_are_looked_at(client, languages, addresses):
    make_member("asha@example.org")
    looked_at = 0
    for number, address in enumerate(addresses):
        guess = {"login": "asha@example.org", "password": f"guess {number}"}
        answer = client.post(LOGIN, guess, REMOTE_ADDR=address)
        looked_at += "do not fit together" in answer.text

    assert looked_at == 5
