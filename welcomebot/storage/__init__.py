"""SQLAlchemy behind the services' ports: the only place with SQL."""
