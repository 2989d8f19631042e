"""Letters in TEI P5 (https://tei-c.org/release/doc/tei-p5-doc/en/html/), out and in, and the edition in CMIF."""
