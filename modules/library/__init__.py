"""The library: pictures, sounds, films, captions and papers that authors bring, for all modules."""
