"""Who guesses passwords is stopped, from however many addresses they come."""

import pytest

from tests.makers import make_member

pytestmark = pytest.mark.django_db

LOGIN = "/en/account/login/"


MANY = [pytest.mark.slow, pytest.mark.postgresql]


@pytest.mark.parametrize("number", [20, pytest.param(1000, marks=MANY)])
@pytest.mark.parametrize("addresses", [1, 1000])
def test_of_all_guesses_five_are_looked_at(client, languages, number, addresses):
    origins = [f"198.51.{n // 250}.{n % 250 + 1}" for n in range(addresses)]
    make_member("asha@example.org")
    looked_at = 0
    for n in range(number):
        guess = {"login": "asha@example.org", "password": f"guess {n}"}
        answer = client.post(LOGIN, guess, REMOTE_ADDR=origins[n % addresses])
        looked_at += "do not fit together" in answer.text

    assert looked_at == 5
