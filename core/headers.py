"""Headers that neither Django nor a library sets."""


def keep_to_ourselves(get_response):
    """Middleware: nothing of ours, pages, styles and pictures alike, is drawn into other sites."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
