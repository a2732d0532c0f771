"""Where members, and those who want to become one, type of themselves."""

from urllib.parse import quote

from tests.hostile.doors import door

PASSWORDS = dict.fromkeys(("password1", "password2"), "a long enough pass phrase")


@door("own shown name", most=80)
def shown_name(client, ready, text):
    form = {"name": text, "language": "en", "reads_0": "fr", "writes_0": "on"}
    client.post("/en/account/", form)
    return client.post("/en/account/", form | {"language": text, "reads_0": text})


@door("name of a new member", most=80)
def sign_up(client, ready, text):
    number = type(ready.member).objects.count()
    form = {"email": f"new-{number}@example.org", "name": text} | PASSWORDS
    client.stranger().post("/en/account/signup/", form)
    return client.stranger().post("/en/account/signup/", form | {"email": text})


@door("address of a new member", most=254)
def sign_up_address(client, ready, text):
    form = {"email": text, "name": "Words"} | PASSWORDS
    client.stranger().post("/en/account/signup/", form)
    return client.stranger().post("/en/account/signup/", form | {"password1": text, "next": text})


@door("new e-mail address", most=254)
def new_address(client, ready, text):
    member = client.stranger()
    member.force_login(ready.member)
    member.post("/en/account/confirm/", {"password": "pass"})
    return member.post("/en/account/email/", {"email": text})


@door("address of an invitation", most=254)
def invitation(client, ready, text):
    client.post("/admin/invitations/new/", {"email": text, "language": "en"})
    return client.post("/admin/invitations/new/", {"email": text, "language": text})


@door("link of an account mail", most=4_000)
def link(client, ready, text):
    stranger, word = client.stranger(), quote(text, safe="")
    stranger.get("/en/account/signup/", {"invitation": text})
    for path in (f"email/confirm/{word}", f"password/reset/key/1-{word}"):
        stranger.get(f"/en/account/{path}/")
        answer = stranger.post(f"/en/account/{path}/")
    return answer
