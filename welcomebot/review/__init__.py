"""Pages for people who check the articles: HTML files that open from the disk."""
