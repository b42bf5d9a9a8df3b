"""One module a feature; features never import each other."""
