"""The log in words: sentences for entries, in the language of this request."""
