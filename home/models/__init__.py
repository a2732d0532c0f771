from home.models.front_page import HomePage
from home.models.standard import StandardPage

__all__ = ["HomePage", "StandardPage"]
