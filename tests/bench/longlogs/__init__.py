"""What a long log costs, beside a short one in the same run: joining, appending, and what has expired."""
