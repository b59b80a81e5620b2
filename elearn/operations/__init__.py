"""Operations: is it healthy, who did what."""
