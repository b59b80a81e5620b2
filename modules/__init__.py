"""Course modules: content model, reading, answers and progress."""
