"""The grammar that the kinds of claim share: numbers, dates, terms of prison."""
